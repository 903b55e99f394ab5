"use strict";

// clock writes an RFC 3339 time as people read it, in the zone it states, so
// that two people in two zones read the same.
function clock(text) {
  const m = /^(\d+-\d+-\d+)T(\d+:\d+:\d+)(?:\.\d+)?(Z|[+-]\d+:\d+)$/.exec(text || "");
  if (!m) return say("page.no-time");
  return m[1] + " " + m[2] + " (UTC" + (m[3] === "Z" ? "" : m[3]) + ")";
}

// sentence says what a file's verdict means, in one sentence.
function sentence(report) {
  if (report.reason) return say(report.reason, report.reason_args);
  return say("page.all-good");
}

// mood picks the one word: a file that nobody can vouch for is not simply valid.
function mood(report) {
  if (report.verdict !== "valid") return report.verdict;
  return report.trusted ? "valid" : "untrusted";
}

function rows(pairs) {
  const list = element("dl");
  for (const [code, text, note] of pairs) {
    if (!text) continue;
    const row = element("div");
    row.append(element("dt", "", say(code)), element("dd", "", text));
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
  card.append(rows([
    ["page.signer", signerName(s), s.training ? say("page.training") : ""],
    ["page.identity", say(s.trusted ? "page.trusted" : "page.untrusted"), explained(s.trust_reason, s.trust_args)],
    ["page.time", time, say("page.time." + s.time_source, { name: s.time_stamped_by || "" })],
    ["page.claimed", s.claimed_time && s.time_source === "timestamp" ? clock(s.claimed_time) : ""],
    ["page.level", say("page.level." + s.level), explained(s.level_reason, s.level_args)],
    ["page.revocation", s.revocation ? say("page.revocation." + s.revocation) : "", explained(s.revocation_reason, s.revocation_args)],
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
