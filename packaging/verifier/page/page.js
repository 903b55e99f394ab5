"use strict";

const at = (id) => document.getElementById(id);
let compiled; // the program, once it is compiled
let running = false; // whether an instance of it answers
let exited; // a promise kept when that instance ends
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
  exited = go.run(instance).then(ended, ended);
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
    const roots = anchors.map((a) => a.bytes);
    if (one.bundle === undefined) text = globalThis.verifyPDF(one.name, one.bytes, roots);
    else text = await Promise.race([globalThis.verifyBundle(one.paths, one.files, one.bundle, roots, progress(one)), exited]);
  } catch (e) {
    running = false;
    console.error(e);
  }
  one.answer = text ? JSON.parse(text) : { code: "verify.failed" };
}

// progress says how far a bundle was read.
function progress(one) {
  return (count) => {
    at("state").textContent = say("page.progress", { count: String(Math.min(count, one.paths.length)), total: String(one.paths.length) });
  };
}

function show() {
  translate();
  at("results").replaceChildren(...files.map((one) => one.bundle === undefined ? resultOf(one) : bundleOf(one)));
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

const isRoot = (name) => /\.(pem|cer|crt|der)$/i.test(name);
const folderOf = (path) => path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
const within = (path, folder) => folder === "." || path.startsWith(folder + "/");

// bundlesIn are the folders that hold a manifest and lie in no other that does.
function bundlesIn(chosen) {
  const folders = chosen.filter((c) => c.path.split("/").pop() === "manifest.json").map((c) => folderOf(c.path));
  return folders.filter((f) => !folders.some((o) => o !== f && within(f, o)));
}

// take gets files by choice or by drop and tells bundles from papers, and
// papers from trust files. What lies in a folder is trusted by nobody: whoever
// made the folder could have put it there.
function take(chosen) {
  const folders = bundlesIn(chosen);
  const single = chosen.filter((c) => !folders.some((f) => within(c.path, f)));
  const roots = single.filter((c) => isRoot(c.path) && !c.path.includes("/"));
  const papers = single.filter((c) => c.path.includes("/") ? /\.pdf$/i.test(c.path) : !isRoot(c.path));
  if (chosen.length > 0 && folders.length + roots.length + papers.length === 0) {
    at("state").textContent = say("page.nothing");
    return;
  }
  const some = folders.length + papers.length > 0;
  busy(async () => {
    for (const c of roots) anchors.push({ name: c.file.name, bytes: new Uint8Array(await c.file.arrayBuffer()) });
    if (roots.length > 0) for (const one of files) await judge(one);
    if (!some) return;
    files = [];
    for (const f of folders) {
      const inside = chosen.filter((c) => within(c.path, f));
      const one = { bundle: f, name: f, paths: inside.map((c) => c.path), files: inside.map((c) => c.file), checked: new Date().toISOString() };
      await judge(one);
      files.push(one);
    }
    for (const c of papers) files.push(await check(c.file));
  }).then(() => { if (some) at("results").focus(); });
}

const chosenFiles = (list) => Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));

// unfold lists the files of a folder that was dropped.
async function unfold(entry, path) {
  if (entry.isFile) return [{ path, file: await new Promise((good, bad) => entry.file(good, bad)) }];
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((good, bad) => reader.readEntries(good, bad));
    if (some.length === 0) return all;
    for (const e of some) for (const one of await unfold(e, path + "/" + e.name)) all.push(one);
  }
}

// dropped takes folders and files; the list is gone once the event is over.
async function dropped(data) {
  const entries = Array.from(data.items, (item) => item.kind === "file" ? item.webkitGetAsEntry() : null);
  if (!entries.some((e) => e && e.isDirectory)) return chosenFiles(data.files);
  const all = [];
  for (const e of entries) if (e) for (const one of await unfold(e, e.name)) all.push(one);
  return all;
}

for (const id of ["pdf", "folder", "roots"]) {
  at(id).addEventListener("change", (e) => {
    take(chosenFiles(e.target.files));
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
  dropped(e.dataTransfer).then(take, (why) => {
    console.error(why);
    at("state").textContent = say("verify.failed");
  });
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
