// The Reader health screen: how each reader is, how it has been doing, and what to do about it.
import { fill, h, icon } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { pair, text, wirePair } from "./language.js";
import { localTime, sayFailure, saySentence } from "./parts.js";
import { CallFailure } from "./rpc.js";

/** How often the figures are asked for anew, in milliseconds. */
const every = 5000;

class HealthScreen {
  constructor(root, kiosk) {
    this.root = root;
    this.kiosk = kiosk;
    this.list = h("div", { class: "health-list" });
    this.checks = h("section", { class: "health doctor" });
    this.said = h("div", { class: "verdict", role: "status" });
    this.bar = new KeyRow(root);
    fill(root, h("div", { class: "stage" }, this.list, this.checks), h("footer", { class: "foot" }, this.said, this.bar.element));
    this.bar.show([{ id: "again", words: "health.again", key: "Space", isPrimary: true, act: () => Promise.all([this.load(), this.look()]) }]);
    kiosk.on("reader.changed", () => this.load());
    kiosk.on("online", () => this.load());
    this.timer = setInterval(() => this.load(), every);
    this.load();
    this.look();
  }

  /** Looks at everything once: it starts a decoder, so it is no thing for every few seconds. */
  async look() {
    try {
      const { checks } = await this.kiosk.call("doctor");
      if (!this.isGone) fill(this.checks, h("h2", {}, text("doctor.title", { beside: true })), checks.map(checkView));
    } catch {
      // What keeps the doctor away stands in the foot already.
      this.checks.replaceChildren();
    }
  }

  async load() {
    try {
      const { readers } = await this.kiosk.call("reader.health");
      if (this.isGone) return;
      fill(this.list, readers.map(readerView), readers.length === 0 && noReader());
      const bad = readers.filter((one) => one.reader.state !== "ready" || one.slower.length).length;
      this.root.dataset.readers = String(readers.length);
      saySentence(this.said, readers.length && !bad ? "ok" : "warning", readers.length ? (bad ? pair("health.some", { count: bad }) : "health.well") : "health.none");
    } catch (failure) {
      if (this.isGone) return;
      this.list.replaceChildren();
      sayFailure(this.said, failure);
    }
  }

  unmount() {
    this.isGone = true;
    clearInterval(this.timer);
    this.root.replaceChildren();
  }
}

function noReader() {
  return h("section", { class: "health" }, h("h2", {}, icon("warning"), " ", text("health.none", { beside: true })), text("health.none.action", { beside: true, tag: "p" }));
}

function checkView({ subject, state, name, text: said, action, figure }) {
  const icons = { fine: "ok", attention: "warning", trouble: "error" };
  const unit = { reader: "ms", disk: "MiB" }[subject];
  return h(
    "p", { class: "doctor-check", "data-subject": subject, "data-state": state },
    icon(icons[state] ?? "info"), " ", h("b", {}, text(`doctor.${subject}`)), " ", name && h("span", { class: "hint" }, `${name} `),
    text(wirePair(said), { beside: true }), unit && figure !== undefined && h("span", { class: "tabular" }, ` ${figure} ${unit}`),
    action && h("span", { class: "doctor-action" }, " → ", text(wirePair(action), { beside: true })));
}

function readerView({ reader, since, ok, failed, steps, slower }) {
  const failure = CallFailure.of(reader.failure);
  const icons = { ready: "ok", opening: "wait", failed: "error" };
  return h(
    "section", { class: "health", "data-reader": reader.id, "data-state": reader.state },
    h("h2", {}, icon(icons[reader.state] ?? "info"), " ", text(`reader.${reader.state}`, { beside: true }), " · ", reader.name),
    h(
      "p", { class: "hint" },
      reader.samId && h("span", { class: "tabular" }, `SAM ${reader.samId}`), " ", reader.link, " ",
      since && text(pair("health.since", { time: localTime(since) })), " ", reader.claimed && text("health.claimed")),
    failure && h("p", { class: "finding finding-error" }, icon("error"), text(failure.problem, { beside: true }), text(failure.action, { beside: true }), h("small", { class: "code" }, failure.reason)),
    slower.map((one) => h(
      "p", { class: "finding finding-warning" }, icon("warning"), text(wirePair(one.text), { beside: true }),
      text(pair("health.slower", { step: pair(`health.step.${one.step}`), before: Math.round(one.beforeMs), now: Math.round(one.nowMs) })))),
    h("p", { class: "health-count" }, icon("ok"), " ", text(pair("health.ok", { count: ok }), { beside: true })),
    failed.map(({ reason, count }) => h(
      "p", { class: "health-failed" }, icon("warning"), " ", text(pair("health.failed", { count }), { beside: true }), " ", h("span", { class: "code" }, reason))),
    failed.length > 0 && text("health.failed.action", { beside: true, tag: "p" }),
    steps.length > 0 && h(
      "table", { class: "list" },
      h("thead", {}, h("tr", {}, ["step", "count", "p50", "p95"].map((column) => h("th", { scope: "col" }, text(`health.column.${column}`))))),
      h("tbody", {}, steps.map(({ step, count, p50Ms, p95Ms }) => h(
        "tr", {}, h("td", {}, text(`health.step.${step}`)), [count, Math.round(p50Ms), Math.round(p95Ms)].map((figure) => h("td", { class: "tabular" }, String(figure))))))));
}

export default {
  id: "health",
  key: "Shift+F2",
  title: "health.title",
  act: "window.see",
  selfService: false,
  mount: (root, kiosk) => {
    const screen = new HealthScreen(root, kiosk);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.bar.key(name, event) };
  },
};
