// What is set at this window: one form a setting; what stands in the configuration file is told as such.
import { fill, h, icon } from "./dom.js";
import { label, pair, text } from "./language.js";
import { sayFailure, saySentence } from "./parts.js";
import { texts } from "./texts.js";

export class WindowPart {
  constructor({ panel, said, kiosk }) {
    this.panel = panel;
    this.said = said;
    this.kiosk = kiosk;
    this.load();
  }

  async load() {
    try {
      const answer = await this.kiosk.call("window.show");
      if (this.isClosed) return;
      this.show(answer);
      this.panel.querySelector("input:not(:disabled)")?.focus();
    } catch (failure) {
      if (!this.isClosed) sayFailure(this.said, failure, { forAdministrator: true });
    }
  }

  show({ id, settings }) {
    fill(
      this.panel, text(pair("settings.windowId", { id }), { tag: "p" }),
      h("div", { class: "setting-list" }, settings.map((setting) => this.form(setting))));
  }

  form(setting) {
    const { key, value, initial, fixed } = setting;
    const words = nameOf(key);
    const editor = editors[formOf(setting.form)](setting);
    return h(
      "form", { class: "setting", "data-setting": key, autocomplete: "off", onsubmit: (event) => this.submit(event, setting, editor) },
      h("div", { class: "setting-name", id: `setting-name-${key}` }, text(words, { beside: true }), h("small", { class: "code" }, key)),
      fixed
        ? h("div", { class: "setting-fixed" }, h("strong", {}, shown(value)), h("span", { class: "mark" }, icon("lock"), text("settings.fixed", { beside: true })))
        : h(
          "div", { class: "setting-value" }, editor.element,
          h("button", { type: "submit" }, text("settings.save"), h("kbd", {}, "Enter")),
          value !== initial && h("button", { type: "button", "data-key": "initial", onclick: () => this.set(key, undefined) }, text(pair("settings.initial", { value: initial })))),
      h("div", { class: "said", role: "status" }));
  }

  submit(event, { key }, editor) {
    event.preventDefault();
    this.set(key, editor.read());
  }

  async set(key, value) {
    try {
      const answer = await this.kiosk.call("window.set", value === undefined ? { key } : { key, value });
      if (this.isClosed) return;
      this.show(answer);
      const form = this.panel.querySelector(`[data-setting="${CSS.escape(key)}"]`);
      form?.querySelector("input:checked, input")?.focus();
      fill(form?.lastElementChild ?? h("p"), icon("ok"), text("settings.saved"));
      saySentence(this.said, "ok", "settings.saved");
    } catch (failure) {
      if (this.isClosed) return;
      sayFailure(this.said, failure, { forAdministrator: true });
      this.kiosk.say("parts.failed", { urgent: true });
    }
  }

  key() {
    return false;
  }

  close() {
    this.isClosed = true;
  }
}

/** Which editor fits the form that the counter tells: on or off, words, a number, any text. */
function formOf(form) {
  if (form === "on or off") return "flag";
  if (form.endsWith(", or none")) return "words";
  return /^\d+ to \d+$/.test(form) ? "number" : "text";
}

const editors = {
  flag: (setting) => radios(setting, ["on", "off"]),
  words: ({ key, value, form }) => {
    const given = value.split(/,\s*/);
    const boxes = form.replace(/, or none$/, "").split(/,\s*/).map((word) => h("input", { type: "checkbox", id: `setting-${key}-${word}`, value: word, checked: given.includes(word) }));
    return {
      element: group(key, boxes.map((box) => h("label", { for: box.id }, box, text(known(`settings.word.${box.value}`, box.value))))),
      read: () => boxes.filter((box) => box.checked).map((box) => box.value).join(", ") || "none",
    };
  },
  number: (setting) => line(setting, { inputmode: "numeric", maxlength: "6", class: "input-short" }, pair("settings.range", { range: setting.form.replace(" to ", "–") })),
  text: (setting) => line(setting, { maxlength: "128" }, pair("settings.text", { form: setting.form.replace(/\D+/g, "") })),
};

function line({ key, value }, attributes, hint) {
  const input = label(h("input", { type: "text", id: `setting-${key}`, autocomplete: "off", spellcheck: "false", ...attributes }), "aria-label", nameOf(key));
  input.value = value;
  return { element: h("span", { class: "setting-line" }, input, h("small", {}, text(hint))), read: () => input.value.trim() };
}

function radios({ key, value }, words) {
  const inputs = words.map((word) => h("input", { type: "radio", name: key, id: `setting-${key}-${word}`, value: word, checked: word === value }));
  return {
    element: group(key, inputs.map((input) => h("label", { for: input.id }, input, text(`settings.word.${input.value}`)))),
    read: () => inputs.find((input) => input.checked)?.value ?? value,
  };
}

function group(key, labels) {
  return h("span", { class: "choice", role: "group", "aria-labelledby": `setting-name-${key}` }, labels);
}

function nameOf(key) {
  return known(`settings.key.${key}`, key);
}

/** A text of the page, or the word itself where it has none. */
function known(name, word) {
  return texts[name] ? pair(name) : { zh: word, en: word };
}

function shown(value) {
  const words = value.split(/,\s*/).map((word) => known(`settings.word.${word}`, word));
  return text({ zh: words.map((word) => word.zh).join("、"), en: words.map((word) => word.en).join(", ") });
}
