// How marks, counters and states of a batch are said and heard.
import { h, icon } from "./dom.js";
import { pair, text } from "./language.js";

const icons = {
  filed: "ok", onFile: "same", renewed: "changed", older: "info", unexpected: "unlisted", counted: "same", conflict: "warning", failed: "error",
  queued: "wait",
};

/** Told apart with eyes closed: go on, known, again, put this card aside. */
export const markSounds = {
  filed: "filed", renewed: "filed", onFile: "known", older: "known", counted: "known", failed: "again", unexpected: "unexpected", conflict: "unexpected",
  queued: "filed",
};

/** Icon and word of a mark; `beside` has the other language too. */
export function markView(mark, { beside = false } = {}) {
  return h("span", { class: `batch-mark batch-mark-${mark}` }, icon(icons[mark] ?? "info"), text(`batch.mark.${mark}`, { beside }));
}

const always = ["total", "filed", "onFile", "failed"];
const ifAny = ["renewed", "older", "conflict", "unexpected", "expired"];

/** The counters that say something, as `[name, count]`. */
export function countersShown(counters) {
  const shown = always.map((name) => [name, counters[name]]);
  if (counters.missing !== undefined) shown.push(["missing", counters.missing]);
  return shown.concat(ifAny.filter((name) => counters[name] > 0).map((name) => [name, counters[name]]));
}

/** Icon and word of a state. */
export function stateView(state) {
  const name = { open: "ok", paused: "wait", closed: "lock" }[state];
  return h("span", { class: `batch-state batch-state-${state}` }, icon(name), text(`batch.state.${state}`));
}

/** What is to be said of a row beside its mark. */
export function rowNotes(row) {
  const notes = [];
  if (row.mark === "unexpected" && row.outcome) notes.push(text(`batch.outcome.${row.outcome}`));
  if (row.mark !== "unexpected" && row.listed === false) notes.push(text("batch.mark.unexpected"));
  if (row.expired) notes.push(text("batch.expired"));
  if (row.failure) notes.push(text(wire(row.failure)));
  return notes;
}

/** A time of the wire as it is on the wall: the day only where it is another one. */
export function timeOf(isoDate, { withDay = false } = {}) {
  const date = new Date(isoDate);
  if (Number.isNaN(date.getTime())) return isoDate ?? "";
  const two = (number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return withDay ? `${day} ${time}` : `${time}:${two(date.getSeconds())}`;
}

/** Whose cards they are. */
export function enterpriseOf(batch) {
  return `${batch.enterprise.name}（${batch.enterprise.code}）`;
}

/** A failure on the screen: what is the matter, what to do, its code. */
export function failureView(failure, place = "problem") {
  return h(
    "div", { class: place, role: "alert" }, icon("error"),
    h("div", {},
      text(failure.problem, { tag: "strong", beside: true }),
      failure.detail !== undefined && text(pair("batch.detail", { detail: failure.detail }), { tag: "p" }),
      text(failure.action, { tag: "p", beside: true }), h("small", { class: "code" }, failure.reason)));
}

function wire(failure) {
  const { message } = failure.texts ?? {};
  return { zh: message?.["zh-CN"] ?? failure.reason, en: message?.en ?? failure.reason };
}
