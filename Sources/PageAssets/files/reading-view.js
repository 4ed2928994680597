// One reading on the screen: portrait, fields, findings. It belongs to one card session and shows nothing of another.
import { fill, h, icon } from "./dom.js";
import { documentRows, fieldName, kindName, mark } from "./document-rows.js";
import { pair, text, wirePair } from "./language.js";
import { Portrait } from "./portrait.js";

const severityIcons = { info: "info", warning: "warning", error: "error" };

export class ReadingView {
  /** A view of what stands on the card of a session: a whole reading, or its text alone, whose portrait is still made. */
  constructor({ session, document, findings }) {
    this.session = session;
    this.findings = findings ?? [];
    this.portrait = new Portrait();
    this.frame = h("div", { class: "portrait" });
    this.side = h("div", { class: "side" }, this.frame);
    this.table = h("div", { class: "fields", role: "table" });
    this.list = h("ul", { class: "findings" });
    this.kind = h("p", { class: "kind" }, kindName(document.kind));
    this.element = h(
      "section", { class: "reading", "data-session": session },
      this.side, h("div", { class: "facts" }, this.kind, this.table, this.list));
    fill(this.frame, h("div", { class: "portrait-missing" }, text("read.portrait.wait")));
    this.rows(document, null);
    this.showFindings();
  }

  /**
   * Adds the portrait of the same session's reading. Settled when it stands on the screen or was declared missing: before
   * that nothing may be done with the reading.
   */
  async finish(reading) {
    if (reading.session !== this.session) throw new Error("a portrait of another session");
    this.findings = reading.findings ?? [];
    this.showFindings();
    await this.showPortrait(reading.portrait ?? { state: "absent" });
  }

  /** Shows what is on file beside what the card says, and what the archive noticed. */
  compare(comparison) {
    const known = new Set(this.findings.map((finding) => finding.code));
    this.findings = this.findings.concat((comparison.findings ?? []).filter((finding) => !known.has(finding.code)));
    this.showFindings();
    if (!comparison.onFile || !comparison.changed?.length) return;
    this.element.classList.add("is-compared");
    if (comparison.changed.includes("portrait")) {
      this.side.append(h("p", { class: "mark mark-changed" }, icon("changed"), text("read.portraitChanged")));
    }
    this.rows(null, comparison);
  }

  /** Takes everything off the screen and forgets it. */
  clear() {
    this.portrait.clear();
    this.element.remove();
    for (const part of [this.element, this.side, this.frame, this.table, this.list]) part.replaceChildren();
    this.findings = [];
    this.shown = [];
  }

  rows(document, comparison) {
    if (document) this.shown = documentRows(document);
    const changed = new Set(comparison?.changed ?? []);
    const old = comparison ? documentRows(comparison.onFile) : [];
    const labels = new Set(this.shown.map((row) => row.label));
    const all = this.shown.concat(old.filter((row) => !labels.has(row.label)).map((row) => ({ ...row, value: null })));
    fill(
      this.table,
      comparison && h(
        "div", { class: "field-row field-heads", role: "row" },
        h("span", { role: "columnheader" }), h("span", { role: "columnheader" }, text("read.onThisCard")),
        h("span", { role: "columnheader" }, text("read.onFile"))),
      all.map((row) => this.row(row, comparison && old.find((other) => other.label === row.label), changed, comparison)));
  }

  row(row, old, changed, comparison) {
    const isChanged = row.fields.some((field) => changed.has(field));
    const codes = this.findings.filter((finding) => row.fields.includes(finding.field));
    return h(
      "div", { class: `field-row${isChanged ? " is-changed" : ""}${codes.length ? " is-noted" : ""}`, role: "row", "data-field": row.fields[0] },
      h("span", { class: "field-label", role: "rowheader" }, text(row.label, { beside: true })),
      h("span", { class: "field-value", role: "cell" }, row.value, this.marks(row, codes)),
      comparison && h(
        "span", { class: "field-old", role: "cell" },
        isChanged
          ? [h("span", { class: "mark mark-changed" }, icon("changed"), text("read.changed")), old?.value]
          : h("span", { class: "same" }, text("read.same"))));
  }

  marks(row, codes) {
    if (codes.length) {
      const worst = codes.some((finding) => finding.severity === "error") ? "error" : codes.some((finding) => finding.severity === "warning") ? "warning" : "info";
      return mark(icon(severityIcons[worst]), `read.severity.${worst}`, worst);
    }
    if (row.fields[0] === "number" && row.value.textContent.length === 18) return mark(icon("ok"), "read.numberFits", "ok");
    return null;
  }

  showFindings() {
    fill(this.list, this.findings.map((finding) => h(
      "li", { class: `finding finding-${finding.severity}` },
      icon(severityIcons[finding.severity] ?? "info"),
      h("span", { class: "finding-kind" }, text(`read.severity.${finding.severity}`)),
      text(this.sentence(finding), { beside: true }),
      h("small", { class: "code" }, finding.code))));
    this.list.hidden = this.findings.length === 0;
  }

  sentence(finding) {
    const field = fieldName(finding.field);
    const words = wirePair(finding.text);
    return { zh: `${field.zh}：${words.zh}`, en: `${field.en}: ${words.en}` };
  }

  async showPortrait(portrait) {
    if (portrait.state === "decoded" && portrait.data) {
      fill(this.frame, this.portrait.element);
      if (await this.portrait.show(portrait.data)) return;
      portrait = { state: "failed", reason: portrait.reason };
    }
    fill(
      this.frame, h(
        "div", { class: "portrait-missing", role: "img" },
        icon("person"), text(pair(`read.portrait.${portrait.state}`), { beside: true, tag: "strong" }),
        text("read.portrait.action", { beside: true, tag: "p" }),
        portrait.reason && h("small", { class: "code" }, portrait.reason)));
  }
}
