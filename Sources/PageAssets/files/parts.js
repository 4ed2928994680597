// Small parts that several screens are made of.
import { fill, h, icon } from "./dom.js";
import { label, pair, text } from "./language.js";

/** A line of an account, an audit or a file: the time at this computer, to the minute. */
export function localTime(iso) {
  const date = new Date(iso ?? "");
  if (Number.isNaN(date.getTime())) return iso ?? "";
  const two = (number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A day as 2026-11-20 from 20261120, 2026/11/20, 2026.11.20 or 2026年11月20日; `null` for anything else. */
export function isoDay(typed) {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ?? /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(typed);
  if (!match) return null;
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** A field of a form: its words, the input, and a place for what is to be said of it. */
export function field(id, words, attributes = {}) {
  const said = h("span", { class: "said", id: `${id}-said`, role: "status" });
  const input = h("input", {
    id, type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": `${id}-said`, ...attributes,
  });
  return { input, said, element: h("div", { class: "form-field" }, h("label", { for: id }, text(words, { beside: true })), input, said) };
}

/** Several choices of which one holds, by arrow keys. */
export function choice(name, words, options, chosen, onchange) {
  const inputs = options.map(({ value }) => h("input", { type: "radio", name, id: `${name}-${value}`, value, checked: value === chosen, onchange }));
  const element = h(
    "fieldset", { class: "choice" }, words && h("legend", {}, text(words, { beside: true })),
    options.map((option, index) => h("label", { for: inputs[index].id }, inputs[index], text(option.words))));
  return {
    element, inputs,
    get value() { return inputs.find((input) => input.checked)?.value ?? ""; },
    set value(value) { inputs.forEach((input) => { input.checked = input.value === value; }); },
  };
}

/** Says in `place` what went wrong and what to do; administrators are told what administrators can do. */
export function sayFailure(place, failure, { forAdministrator = false } = {}) {
  const action = forAdministrator && failure.administrator?.zh ? failure.administrator : failure.action;
  fill(
    place,
    h("p", { class: "sentence" }, icon("error"), text(failure.problem?.zh ? failure.problem : pair("parts.failed"), { beside: true })),
    h("p", { class: "more" }, action && text(action, { beside: true }), h("small", { class: "code" }, text(pair("read.code", { code: failure.reason ?? "page.internal" })))));
}

/** Says one sentence in `place`. */
export function saySentence(place, iconName, words) {
  fill(place, h("p", { class: "sentence" }, icon(iconName), text(words, { beside: true })));
}

/** A region with a name of its own for a screen reader. */
export function region(tag, words, attributes, ...children) {
  return label(h(tag, { role: "region", ...attributes }, ...children), "aria-label", words);
}
