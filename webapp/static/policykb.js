// What the pages gain where scripts run: the “/” key, copy buttons, a folded table of contents on a narrow screen,
// a word while a search is under way, and the name of whoever decides, remembered. Every page works without this file.
"use strict";

const NARROW = "(max-width: 63.99rem)";

function isTyping(element) {
  return element.matches("input:not([type=button]):not([type=submit]), textarea, select") || element.isContentEditable;
}

function focusSearchOnSlash() {
  document.addEventListener("keydown", (event) => {
    const box = document.querySelector("[name=q]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box || isTyping(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

async function copy(field) {
  // Outside a secure context (an office network without https) there is no clipboard object.
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value);
  field.focus();
  field.select();
  if (!document.execCommand("copy")) throw new Error("copy refused");
}

function offerCopying() {
  const status = document.getElementById("copy-status");
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await copy(field);
        status.textContent = "已复制。";
      } catch {
        field.focus();
        field.select();
        status.textContent = "浏览器不允许自动复制。文字已选中，请按 Ctrl+C。";
      }
    });
    field.addEventListener("focus", () => field.select());
  }
}

function foldOnPhone() {
  if (!matchMedia(NARROW).matches) return;
  for (const details of document.querySelectorAll("[data-fold-on-phone]")) details.open = false;
}

function showProgress() {
  const forms = document.querySelectorAll("form[role=search]");
  for (const form of forms) form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
  // Coming back through the browser's history brings the page back as it was left.
  addEventListener("pageshow", () => forms.forEach((form) => form.removeAttribute("aria-busy")));
}

// The name of whoever decides is kept in this browser, so that it is typed once; what a page already filled in stays.
function rememberName() {
  const fields = document.querySelectorAll("[data-remember]");
  for (const field of fields) {
    const key = `policykb-${field.dataset.remember}`;
    try {
      if (!field.value) field.value = localStorage.getItem(key) ?? "";
      field.form.addEventListener("submit", () => localStorage.setItem(key, field.value.trim()));
    } catch {
      return; // storage is switched off: the name has to be typed each time
    }
  }
}

focusSearchOnSlash();
rememberName();
offerCopying();
foldOnPhone();
showProgress();
