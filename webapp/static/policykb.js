// What the pages gain where scripts run: the “/” key, completions in the search box, copy buttons, a folded table of
// contents on a narrow screen, a word while a search is under way, and the name of whoever decides, remembered. Every
// page works without this file.
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

// Completions: a combobox with a list, after the ARIA 1.2 pattern. The box stays a plain text field of its form.
const SUGGEST_DELAY = 120;

class Suggestions {
  constructor(box) {
    this.box = box;
    this.options = [];
    this.chosen = -1;
    this.list = document.createElement("ul");
    this.list.id = `${box.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "检索词建议");
    this.status = document.createElement("span");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    const frame = document.createElement("div");
    frame.className = "suggest-frame";
    const focused = document.activeElement === box;
    box.replaceWith(frame);
    frame.append(box, this.list, this.status);
    if (focused) box.focus(); // moving it took the focus away
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(states)) box.setAttribute(name, value);
    box.setAttribute("aria-controls", this.list.id);
    box.addEventListener("input", (event) => event.isComposing || this.ask());
    box.addEventListener("compositionend", () => this.ask());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus out of the box before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(this.options.indexOf(option));
    });
  }

  ask() {
    clearTimeout(this.waiting);
    this.request?.abort();
    const typed = this.box.value;
    if (!typed.trim()) return this.close();
    this.waiting = setTimeout(() => this.fetch(typed), SUGGEST_DELAY);
  }

  async fetch(typed) {
    this.request = new AbortController();
    const address = `${this.box.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
    let completions;
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (!answer.ok) return this.close();
      ({ completions } = await answer.json());
    } catch {
      return; // cancelled by the next key, or no connection: the box works without suggestions
    }
    if (this.box.value === typed && document.activeElement === this.box) this.show(completions);
  }

  show(completions) {
    this.options = completions.map((completion, number) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const text = document.createElement("span");
      text.className = "suggestion-text";
      text.textContent = completion.text;
      const kind = document.createElement("span");
      kind.className = "suggestion-kind";
      kind.textContent = completion.label;
      option.append(text, kind);
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.chosen = -1;
    this.box.removeAttribute("aria-activedescendant");
    const any = this.options.length > 0;
    this.list.hidden = !any;
    this.box.setAttribute("aria-expanded", String(any));
    this.status.textContent = any ? `有 ${this.options.length} 条建议，按上下方向键选择。` : "";
  }

  close() {
    clearTimeout(this.waiting);
    this.request?.abort();
    this.show([]);
  }

  choose(number) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = number;
    const option = this.options[number];
    if (!option) return this.box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", option.id);
  }

  take(number) {
    this.box.value = this.options[number].querySelector(".suggestion-text").textContent;
    this.close();
    this.box.form.requestSubmit();
  }

  press(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place before the first stands for the text as typed.
      this.choose(((this.chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.close();
    }
  }
}

function offerCompletions() {
  for (const box of document.querySelectorAll("input[data-suggest]")) new Suggestions(box);
}

offerCompletions();
focusSearchOnSlash();
rememberName();
offerCopying();
foldOnPhone();
showProgress();
