// The values of a document as rows of the screen, for every kind of document.
import { h } from "./dom.js";
import { pair, text } from "./language.js";

/** Rows of `{label, fields, value}`: which members of the document a row shows, and the element that shows them. */
export function documentRows(document) {
  const rows = [];
  const add = (name, fields, value) => {
    if (fields.some((field) => document[field] !== undefined)) rows.push({ label: `field.${name}`, fields, value: value() });
  };
  add("name", ["name"], () => h("strong", { class: "value value-name" }, plain(document.name)));
  add("englishName", ["englishName"], () => h("span", { class: "value value-english", lang: "en" }, plain(document.englishName)));
  if (document.sex && document.ethnicGroup) {
    rows.push({
      label: "read.field.sexAndGroup", fields: ["sex", "ethnicGroup"],
      value: h("span", { class: "value" }, plain(document.sex.name), " · ", plain(document.ethnicGroup.name)),
    });
  } else {
    add("sex", ["sex"], () => h("span", { class: "value" }, plain(document.sex.name)));
  }
  add("nationality", ["nationality"], () => h("span", { class: "value" }, plain(document.nationality)));
  add("number", ["number"], () => numberValue(document.number));
  add("birthDate", ["birthDate"], () => h("span", { class: "value" }, plain(document.birthDate), age(document.birthDate)));
  add("address", ["address"], () => h("span", { class: "value" }, plain(document.address)));
  if (document.newestAddress) add("newestAddress", ["newestAddress"], () => h("span", { class: "value" }, plain(document.newestAddress)));
  add("authority", ["authority"], () => h("span", { class: "value" }, plain(document.authority)));
  if (document.authority === undefined) {
    add("authorityCode", ["authorityCode"], () => h("span", { class: "value" }, plain(document.authorityCode)));
  }
  add("validity", ["validFrom", "validUntil"], () =>
    h("span", { class: "value" }, plain(document.validFrom), " — ", document.longTerm ? text("read.longTerm") : plain(document.validUntil)));
  const more = ["passNumber", "issueCount", "cardVersion", "previousNumber"];
  for (const name of more) {
    if (document[name]) add(name, [name], () => h("span", { class: "value value-minor" }, plain(document[name])));
  }
  return rows;
}

/** A number in groups of 6, 8 and 4, which are for the eye alone: copied and heard, it is one number. */
export function numberValue(number) {
  const value = h("span", { class: "value value-number" });
  if (!number) return h("span", { class: "value" }, plain(number));
  const groups = number.length === 18 ? [number.slice(0, 6), number.slice(6, 14), number.slice(14)] : [number];
  for (const group of groups) value.append(h("span", { class: "group" }, group));
  return value;
}

/** The short name of a field, as a sentence lists it. */
export function fieldName(field) {
  return pair(`field.${field}`);
}

/** Several short names in one; both ends of the validity are one thing to whoever reads it. */
export function fieldNames(fields) {
  const shown = fields.filter((field) => field !== "reserved").map((field) => (field.startsWith("valid") ? "validity" : field));
  const names = [...new Set(shown)].map(fieldName);
  return { zh: names.map((name) => name.zh).join("、"), en: names.map((name) => name.en).join(", ") };
}

function plain(value) {
  return value === undefined || value === null || value === "" ? h("span", { class: "blank" }, text("read.blank")) : value;
}

function age(birthDate) {
  const [year, month, day] = (birthDate ?? "").split("-").map(Number);
  if (!year || !month || !day) return null;
  const now = new Date();
  const hadBirthday = now.getMonth() + 1 > month || (now.getMonth() + 1 === month && now.getDate() >= day);
  const years = now.getFullYear() - year - (hadBirthday ? 0 : 1);
  if (years < 0) return null;
  return h("span", { class: "beside-value" }, text(pair("read.age", { age: years })));
}

/** Marks a row: an icon and a word beside its value. */
export function mark(iconElement, words, kind) {
  return h("span", { class: `mark mark-${kind}` }, iconElement, text(words));
}

/** The kind of document, in words. */
export function kindName(kind) {
  return text(`kind.${kind}`, { beside: true });
}
