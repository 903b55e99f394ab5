"use strict";

// clock writes an RFC 3339 time in the zone of the machine, and says which.
function clock(text) {
  const time = new Date(text || NaN);
  if (isNaN(time)) return say("page.no-time");
  const offset = -time.getTimezoneOffset();
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const local = new Date(time.getTime() + offset * 60000).toISOString();
  return local.slice(0, 10) + " " + local.slice(11, 19) + " (UTC" + (offset < 0 ? "-" : "+") + two(offset / 60) + ":" + two(offset % 60) + ")";
}

// sentence says what a file's verdict means, in one sentence.
function sentence(report) {
  if (report.reason && report.trusted) return say("page.good-but") + say(report.reason, report.reason_args);
  if (report.reason) return say(report.reason, report.reason_args);
  return say("page.all-good");
}

// mood picks the one word: a file that nobody can vouch for is not simply valid.
function mood(report) {
  if (report.verdict !== "valid") return report.verdict;
  return report.trusted ? "valid" : "untrusted";
}

// hashes are rows to be compared character by character.
const hashes = ["page.sha256", "page.fingerprint"];

function rows(pairs) {
  const list = element("dl");
  for (const [code, text, note] of pairs) {
    if (!text) continue;
    const row = element("div");
    row.append(element("dt", "", say(code)), element("dd", "", text));
    if (hashes.includes(code)) row.lastChild.className = "hash";
    if (note) row.lastChild.append(element("small", "", note));
    list.append(row);
  }
  return list;
}

function explained(code, args) {
  return code ? say(code, args) : "";
}

function signerName(s) {
  return s.signer || say("page.nobody");
}

// signatureCard tells who signed, when, at what level, and what came after.
function signatureCard(s, at) {
  const card = element("section", "signature " + s.verdict);
  const kind = say("page.kind." + s.kind, { number: String(at + 1) });
  card.append(element("h3", "", kind + say("page.colon") + signerName(s)));
  card.append(element("p", "state", say("page.verdict." + s.verdict) + (s.reason ? say("page.colon") + explained(s.reason, s.reason_args) : "")));
  const time = clock(s.time);
  // Without anchors, those who vouch for times and standings are themselves unknown.
  const unvouched = s.trust_reason === "verify.no-anchors";
  const source = unvouched && s.time_source === "timestamp" ? "unvouched" : s.time_source;
  const standing = unvouched && s.revocation === "good" ? "unvouched" : s.revocation;
  card.append(rows([
    ["page.signer." + s.kind, signerName(s), s.training ? say("page.training") : ""],
    ["page.identity", say(s.trusted ? "page.trusted" : "page.untrusted"), explained(s.trust_reason, s.trust_args)],
    ["page.time." + s.kind, time, say("page.time-source." + source, { name: s.time_stamped_by || "" })],
    ["page.claimed", s.claimed_time && s.time_source === "timestamp" ? clock(s.claimed_time) : ""],
    ["page.level", s.kind === "signature" ? say("page.level." + (s.form === "GB/T 35275" ? "national" : s.level)) : "", explained(s.level_reason, s.level_args)],
    ["page.revocation", standing ? say("page.revocation." + standing) : "", explained(s.revocation_reason, s.revocation_args)],
    ["page.certifies", s.certifies ? say("page.certifies." + s.certifies) : ""],
    ["page.statement", s.statement],
    ["page.location", s.location],
    ["page.algorithm", s.algorithm],
    ["page.field", s.field],
    ["page.covers", say("page.covers." + s.covers)],
    ["page.fingerprint", s.fingerprint],
  ]));
  card.append(element("h4", "", say("page.after")));
  if (s.changes_after.length === 0) {
    card.append(element("p", "", say("page.after-nothing")));
    return card;
  }
  const list = element("ul");
  for (const c of s.changes_after) {
    const text = say("page.change." + c.kind, { revision: String(c.revision), field: c.field || "", object: String(c.object || "") });
    list.append(element("li", c.permitted ? "permitted" : "forbidden", say(c.permitted ? "page.permitted" : "page.forbidden") + text));
  }
  card.append(list);
  return card;
}

// legend says what each word means, before there is one.
function legend() {
  const list = element("dl");
  for (const mood of ["valid", "untrusted", "modified", "invalid"]) {
    const row = element("div");
    row.append(element("dt", "word " + mood, say("page.word." + mood)), element("dd", "", say("page.means." + mood)));
    list.append(row);
  }
  return list;
}

// resultOf is everything about one file.
function resultOf(file) {
  const article = element("article", "result");
  const head = element("div", "verdict");
  if (file.answer.report === undefined) {
    head.classList.add("malformed");
    head.append(element("h2", "", say("page.word.failed")), element("p", "", say(file.answer.code, file.answer.args)));
    article.append(head, element("p", "file", file.name));
    return article;
  }
  const report = file.answer.report;
  head.classList.add(mood(report));
  head.append(element("h2", "", say("page.word." + mood(report))), element("p", "", sentence(report)));
  article.append(head);
  article.append(rows([
    ["page.file", file.name, say("page.bytes", { count: file.size.toLocaleString("en") })],
    ["page.sha256", file.answer.sha256],
    ["page.checked", clock(file.checked)],
  ]));
  report.signatures.forEach((s, i) => article.append(signatureCard(s, i)));
  const more = element("details");
  more.append(element("summary", "", say("page.json")), element("pre", "json", JSON.stringify(report, null, 2)));
  article.append(more);
  return article;
}
