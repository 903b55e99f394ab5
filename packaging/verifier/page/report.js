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

// fileRow is one file of a bundle: its name, the word for it, and why.
function fileRow(item) {
  const row = element("li", item.verdict === "valid" ? "good" : "bad");
  row.append(element("span", "name", item.file));
  if (item.link) row.append(element("small", "", say("page.bundle.link." + item.link, { file: item.corrects || say("page.bundle.elsewhere") })));
  if (item.verdict !== "valid") row.append(element("small", "why", item.reason ? say(item.reason, item.reason_args) : say("page.bundle.item." + item.verdict)));
  return row;
}

// withCorrections puts what corrects a ruling right after it.
function withCorrections(items) {
  const names = new Set(items.map((i) => i.file));
  const after = new Map();
  for (const i of items) if (names.has(i.corrects)) after.set(i.corrects, [...(after.get(i.corrects) || []), i]);
  const out = new Set();
  const put = (i) => {
    if (out.has(i)) return;
    out.add(i);
    for (const c of after.get(i.file) || []) put(c);
  };
  for (const i of items) if (!names.has(i.corrects)) put(i);
  for (const i of items) put(i); // what goes round in a circle
  return Array.from(out);
}

// bundleSentence says what a bundle's verdict means.
function bundleSentence(report, good) {
  if (report.verdict !== "valid") return say(report.reason, report.reason_args);
  const all = say("page.bundle.all-good", { count: String(good), files: String(report.files) });
  if (report.trusted) return all + say("page.bundle.trusted");
  return all + (report.reason ? say(report.reason, report.reason_args) : say("page.bundle.untrusted"));
}

function listOf(items) {
  const list = element("ul", "files");
  for (const i of items) list.append(i instanceof Node ? i : fileRow(i));
  return list;
}

function folded(title, open, content) {
  const more = element("details");
  more.open = open;
  more.append(element("summary", "", title), content);
  return more;
}

// bundleOf is everything about one bundle: one word for the whole, then what
// is wrong, then the rest.
function bundleOf(one) {
  const article = element("article", "result bundle");
  const head = element("div", "verdict");
  const name = one.name === "." ? say("page.bundle.loose") : one.name;
  const report = one.answer.bundle;
  if (report === undefined) {
    head.classList.add("malformed");
    head.append(element("h2", "", say("page.word.failed")), element("p", "", say(one.answer.code, one.answer.args)));
    article.append(head, element("p", "file", name));
    return article;
  }
  const bad = report.items.filter((i) => i.verdict !== "valid");
  const good = withCorrections(report.items.filter((i) => i.verdict === "valid"));
  head.classList.add(mood(report));
  head.append(element("h2", "", say("page.bundle.word." + mood(report))), element("p", "", bundleSentence(report, good.length)));
  article.append(head);
  article.append(rows([
    ["page.bundle.folder", name],
    ["page.bundle.court", report.court],
    ["page.bundle.made", report.made ? clock(report.made) : ""],
    ["page.signer.signature", report.signer],
    ["page.identity", report.signer ? say(report.signer_trusted ? "page.trusted" : "page.untrusted") : ""],
    ["page.algorithm", report.algorithm],
    ["page.bundle.items", report.signer ? say("page.bundle.counts", { good: String(good.length), files: String(report.files) }) : ""],
    ["page.bundle.earlier", report.earlier ? say("page.bundle.earlier-count", { count: String(report.earlier.length), first: clock(report.earlier[report.earlier.length - 1].made) }) : ""],
    ["page.bundle.gap", report.gap ? say("page.bundle.gap-means", { hash: report.gap }) : ""],
    ["page.bundle.checkpoint", report.root ? report.checkpoint.size + ":" + report.root : ""],
    ["page.checked", clock(one.checked)],
  ]));
  if (bad.length > 0) article.append(folded(say("page.bundle.bad", { count: String(bad.length) }), true, listOf(bad)));
  if (good.length > 0) article.append(folded(say("page.bundle.good", { count: String(good.length) }), good.length <= 50, listOf(good)));
  const gone = (report.withdrawn || []).map((w) => element("li", "", w.case_number + " " + w.kind + say("page.colon") + say("page.bundle.withdrawn-on", { day: w.on })));
  if (gone.length > 0) article.append(folded(say("page.bundle.withdrawn", { count: String(gone.length) }), false, listOf(gone)));
  const kept = (report.notices || []).map((n) => element("li", "", n.case_number + say("page.colon") + n.reason));
  if (kept.length > 0) article.append(folded(say("page.bundle.notices", { count: String(kept.length) }), false, listOf(kept)));
  const raw = element("pre", "json");
  const more = folded(say("page.json"), false, raw);
  more.addEventListener("toggle", () => { raw.textContent ||= JSON.stringify(report, null, 2); });
  article.append(more);
  return article;
}
