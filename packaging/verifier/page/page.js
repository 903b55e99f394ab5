"use strict";

const at = (id) => document.getElementById(id);
let compiled; // the program, once it is compiled
let running = false; // whether an instance of it answers
let anchors = []; // the trust files: name and bytes
let files = []; // what was checked, with the answers
let queue = Promise.resolve();

// unpack inflates the program that lies in the page.
async function unpack() {
  const text = atob(at("program").textContent.trim());
  const packed = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

// ready starts the program; if a file made it end, the next one gets another.
async function ready() {
  compiled ??= unpack();
  const module = await compiled;
  if (running) return;
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  running = true;
  const ended = () => { running = false; };
  go.run(instance).then(ended, ended);
}

async function check(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const one = { name: file.name, size: bytes.length, bytes, checked: new Date().toISOString() };
  await judge(one);
  return one;
}

// judge asks the program. A file that ends it gets no verdict.
async function judge(one) {
  let text;
  try {
    await ready();
    text = globalThis.verifyPDF(one.name, one.bytes, anchors.map((a) => a.bytes));
  } catch (e) {
    running = false;
    console.error(e);
  }
  one.answer = text ? JSON.parse(text) : { code: "verify.failed" };
}

function show() {
  translate();
  at("results").replaceChildren(...files.map(resultOf));
  at("legend").hidden = files.length > 0;
  at("legend").replaceChildren(legend());
  at("print").hidden = files.length === 0;
  at("forget").hidden = anchors.length === 0;
  at("trusted").textContent = anchors.length === 0 ? say("page.no-roots")
    : say("page.some-roots", { names: anchors.map((a) => a.name).join(say("page.comma")) });
}

// busy runs one piece of work after another and says that it is at it.
function busy(work) {
  queue = queue.then(async () => {
    at("state").textContent = say("page.busy");
    await new Promise((done) => setTimeout(done)); // let the page draw that
    try {
      await work();
    } finally {
      show();
      at("state").textContent = "";
    }
  }).catch((e) => {
    console.error(e);
    at("state").textContent = say("verify.failed");
  });
  return queue;
}

const isPDF = (f) => !/\.(pem|cer|crt|der)$/i.test(f.name);

// take gets files by choice or by drop and tells papers from trust files.
function take(list) {
  const chosen = Array.from(list);
  const roots = chosen.filter((f) => !isPDF(f));
  const papers = chosen.filter(isPDF);
  busy(async () => {
    for (const f of roots) anchors.push({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) });
    if (roots.length > 0) for (const one of files) await judge(one);
    if (papers.length === 0) return;
    files = [];
    for (const f of papers) files.push(await check(f));
  }).then(() => { if (papers.length > 0) at("results").focus(); });
}

for (const id of ["pdf", "roots"]) {
  at(id).addEventListener("change", (e) => {
    take(e.target.files);
    e.target.value = ""; // the same file may be chosen again
  });
}
document.addEventListener("dragover", (e) => {
  e.preventDefault();
  at("drop").classList.add("over");
});
document.addEventListener("dragleave", (e) => {
  if (e.relatedTarget === null) at("drop").classList.remove("over");
});
document.addEventListener("drop", (e) => {
  e.preventDefault();
  at("drop").classList.remove("over");
  take(e.dataTransfer.files);
});
at("forget").addEventListener("click", () => {
  anchors = [];
  busy(async () => { for (const one of files) await judge(one); });
});
at("print").addEventListener("click", () => window.print());
at("language").addEventListener("click", () => {
  const all = Object.keys(words);
  language = all[(all.indexOf(language) + 1) % all.length];
  show();
});
show();
ready().catch((e) => {
  console.error(e);
  at("state").textContent = say("page.too-old");
});
