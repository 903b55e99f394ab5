"use strict";

// The texts of both languages; nothing that people read is in the scripts.
const words = JSON.parse(document.getElementById("words").textContent);
let language = document.documentElement.lang;

// say gives the sentence for a code with its places filled.
function say(code, args = {}) {
  const text = words[language][code];
  if (text === undefined) return code;
  return text.replace(/\{(\w+)\}/g, (place, name) => name in args ? args[name] : place);
}

// element makes an element; whatever comes from a file goes in as text only.
function element(name, className, text) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

function translate() {
  document.documentElement.lang = language;
  document.title = say("page.title");
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  for (const e of document.querySelectorAll("[data-lang]")) e.lang = say(e.dataset.lang);
}
