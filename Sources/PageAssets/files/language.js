// Which language stands first, and texts that follow when it is switched.
import { texts } from "./texts.js";
import { preferences } from "./preferences.js";

const shown = new WeakMap();
const attributes = new WeakMap();

/** `zh` or `en`. */
export let language = preferences.get("language", "zh") === "en" ? "en" : "zh";

/** The pair of texts under `key`, with `{name}` replaced by parameters, which may be pairs themselves. */
export function pair(key, parameters = {}) {
  const entry = texts[key];
  if (!entry) return { zh: key, en: key };
  return { zh: put(entry[0], parameters, "zh"), en: put(entry[1], parameters, "en") };
}

/** The pair in a text of the wire: Chinese and, after a slash, English. */
export function wirePair(text) {
  const cut = text.indexOf(" / ");
  return cut < 0 ? { zh: text, en: text } : { zh: text.slice(0, cut), en: text.slice(cut + 3) };
}

/** The words of a pair in the language that stands first. */
export function words(value) {
  return asPair(value)[language];
}

/** A text as an element that follows the language; with `beside` the other language stands small beside it. */
export function text(value, { beside = false, tag = "span", parameters = {} } = {}) {
  const element = document.createElement(tag);
  element.classList.add("t");
  shown.set(element, { pair: asPair(value, parameters), beside });
  write(element);
  return element;
}

/** An attribute (`aria-label`, `placeholder`, `title`) that follows the language. */
export function label(element, attribute, value) {
  const all = attributes.get(element) ?? {};
  all[attribute] = asPair(value);
  attributes.set(element, all);
  element.classList.add("t-attributes");
  writeAttributes(element);
  return element;
}

/** Puts the other language first, on everything that is shown. */
export function switchLanguage(to = language === "zh" ? "en" : "zh") {
  language = to;
  preferences.set("language", to);
  document.documentElement.lang = tag(to);
  document.querySelectorAll(".t").forEach(write);
  document.querySelectorAll(".t-attributes").forEach(writeAttributes);
  document.dispatchEvent(new CustomEvent("idkiosk:language"));
}

function asPair(value, parameters) {
  return typeof value === "string" ? pair(value, parameters) : value;
}

function put(text, parameters, which) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = parameters[name];
    if (value === undefined || value === null) return whole;
    return typeof value === "object" ? value[which] : String(value);
  });
}

function tag(which) {
  return which === "zh" ? "zh-CN" : "en";
}

function write(element) {
  const entry = shown.get(element);
  if (!entry) return;
  const second = language === "zh" ? "en" : "zh";
  const first = document.createElement("span");
  first.lang = tag(language);
  first.textContent = entry.pair[language];
  element.replaceChildren(first);
  if (!entry.beside || entry.pair[second] === entry.pair[language]) return;
  const other = document.createElement("span");
  other.lang = tag(second);
  other.className = "beside";
  // Heard once, in the language that was chosen.
  other.setAttribute("aria-hidden", "true");
  other.textContent = entry.pair[second];
  element.append(" ", other);
}

function writeAttributes(element) {
  for (const [name, value] of Object.entries(attributes.get(element) ?? {})) {
    element.setAttribute(name, value[language]);
  }
}

document.documentElement.lang = tag(language);
