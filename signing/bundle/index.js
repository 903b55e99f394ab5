"use strict";
const search = document.getElementById("q"), found = document.getElementById("n");
const rows = Array.from(document.querySelectorAll(".list > li"), (e) => ({ e, text: e.textContent.toLowerCase() }));
const narrow = (s) => s.normalize("NFKC").toLowerCase();
for (const r of rows) r.text = narrow(r.text);
let due = 0;
function filter() {
  due = 0;
  const words = narrow(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const r of rows) {
    const is = words.every((w) => r.text.includes(w));
    if (r.e.hidden === is) r.e.hidden = !is;
    if (is) shown++;
  }
  found.textContent = words.length === 0 ? "" : found.dataset.found.replace("#", shown);
}
search.addEventListener("input", () => { if (!due) due = requestAnimationFrame(filter); });
document.getElementById("search").hidden = false;
