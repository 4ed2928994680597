// Versions and readings of a person, without a value: what changed is told by the fields' names.
import { h, icon } from "./dom.js";
import { fieldNames } from "./document-rows.js";
import { pair, text } from "./language.js";
import { localTime } from "./parts.js";

/** What was filed and read of a person, from an answer of `person.history`, of whose values nothing is kept. */
export function historyView({ versions, readings }) {
  const oldest = [...versions].sort((one, other) => one.version - other.version);
  const lines = oldest.map((version, index) => ({ ...version, changed: index ? changed(oldest[index - 1].document, version.document) : null, document: null }));
  return [
    h("h2", {}, text("person.versions", { beside: true })),
    table(["version", "filed", "where", "change"], lines.reverse().map((line) => [
      [String(line.version), line.current && h("span", { class: "mark mark-ok" }, icon("ok"), text("person.current"))],
      localTime(line.filedAt), place(line), change(line),
    ])),
    h("h2", {}, text("person.readings", { beside: true })),
    table(["read", "where", "outcome"], [...readings].sort((one, other) => (one.readAt < other.readAt ? 1 : -1)).map((reading) => [
      localTime(reading.readAt), place(reading), text(`person.outcome.${reading.outcome}`),
    ])),
  ];
}

function table(columns, rows) {
  return h(
    "table", { class: "list" },
    h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: `col-${column}` }, text(`person.column.${column}`))))),
    h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, index) => h("td", { class: `col-${columns[index]}` }, cell))))));
}

function place({ window, clerk, reader }) {
  return [window, clerk && ` · ${clerk}`, reader && ` · ${reader.name}`];
}

function change({ changed: fields }) {
  if (!fields) return text("person.firstVersion");
  return text(fields.length ? pair("person.changed", { fields: fieldNames(fields) }) : "person.sameText");
}

/** The fields whose values differ. */
function changed(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)].map((name) => (name === "longTerm" ? "validUntil" : name)));
  const value = (document, name) => JSON.stringify(name === "validUntil" ? [document.validUntil, document.longTerm] : document[name]);
  return [...names].filter((name) => value(before, name) !== value(after, name));
}
