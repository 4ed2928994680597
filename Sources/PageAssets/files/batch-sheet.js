// The list of a batch: on the screen, on paper, and as a file for the enterprise's spreadsheet.
import { fill, h, icon } from "./dom.js";
import { countersShown, enterpriseOf, failureView, markView, rowNotes, stateView, timeOf } from "./batch-words.js";
import { KeyRow } from "./key-row.js";
import { pair, text } from "./language.js";

const page = 200;

export class BatchSheet {
  constructor(screen, { batch, isPrinted = false }) {
    this.screen = screen;
    this.kiosk = screen.kiosk;
    this.batch = batch;
    this.isPrinted = isPrinted;
    this.keys = new KeyRow(screen.root);
    this.said = h("div", { class: "batch-said", role: "status" });
    this.paper = h("article", { class: "batch-paper", tabindex: "0" }, h("p", {}, icon("wait"), text("batch.sheet.wait", { beside: true })));
    fill(screen.root, h("div", { class: "batch-body" }, this.paper), h("footer", { class: "foot" }, this.said, this.keys.element));
    screen.root.dataset.view = "sheet";
    this.showKeys();
    this.load();
  }

  async load() {
    try {
      const rows = [];
      const missing = [];
      let shown;
      do {
        const offset = Math.max(rows.length, missing.length);
        shown = await this.kiosk.call("batch.show", { batch: this.batch, offset, limit: page });
        if (this.isOver) return;
        rows.push(...shown.rows);
        missing.push(...shown.missing);
        if (shown.rows.length < page && shown.missing.length < page) break;
      } while (!this.isOver);
      this.show(shown.batch, rows, missing);
      this.screen.root.dataset.sheet = "shown";
      this.paper.focus({ preventScroll: true });
      if (this.isPrinted) this.print();
    } catch (failure) {
      if (this.isOver) return;
      if (this.kiosk.isSelfService && failure.reason !== "page.offline") this.screen.leave({ notice: "batch.left.code" });
      else fill(this.paper, failureView(failure));
    }
  }

  show(batch, rows, missing) {
    this.state = batch.state;
    const inOrder = rows.toReversed();
    const isExtra = (row) => row.mark === "unexpected" || row.listed === false;
    const facts = [
      ["batch.form.enterprise", enterpriseOf(batch)], ["batch.sheet.broughtBy", batch.broughtByMasked], ["batch.sheet.opened", timeOf(batch.openedAt, { withDay: true })],
      ["batch.sheet.closed", batch.closedAt && timeOf(batch.closedAt, { withDay: true })], ["batch.sheet.window", batch.window],
    ].filter(([, value]) => value);
    fill(
      this.paper,
      h("h1", {}, `#${batch.batch} ${batch.name}`, " ", stateView(batch.state)),
      h("dl", { class: "sheet-facts" }, facts.map(([words, value]) => h("div", {}, h("dt", {}, text(words, { beside: true })), h("dd", {}, value)))),
      h("dl", { class: "batch-counters" }, countersShown(batch.counters).map(([name, count]) => h(
        "div", { class: `batch-counter batch-counter-${name}`, "data-counter": name }, h("dt", {}, text(`batch.counter.${name}`, { beside: true })), h("dd", {}, String(count))))),
      section("missing", missing.length > 0 && h("ul", { class: "missing-people" }, missing.map((one) => h("li", {}, one.nameMasked, " ", one.numberMasked)))),
      section("extra", table(inOrder.map((row, index) => [row, index + 1]).filter(([row]) => batch.counters.expected !== undefined && isExtra(row)))),
      section("expired", table(inOrder.map((row, index) => [row, index + 1]).filter(([row]) => row.expired))),
      section("all", table(inOrder.map((row, index) => [row, index + 1]))),
      rows.length === 0 && h("p", {}, icon("info"), text("batch.ledger.none", { beside: true })));
    this.showKeys();
  }

  showKeys() {
    const isSelf = this.kiosk.isSelfService;
    this.keys.show(
      !isSelf && { id: "print", words: "batch.key.print", key: "P", isPrimary: true, act: () => this.print() },
      this.kiosk.who.may("batch.export") && { id: "save", words: "batch.key.save", key: "S", act: () => this.save() },
      { id: "back", words: "batch.key.back", key: "Escape", act: () => (this.state && this.state !== "closed" ? this.screen.swipe(this.batch) : this.screen.leave()) });
  }

  print() {
    this.isPrinted = false;
    // After the page is painted: what is printed is what stands here.
    requestAnimationFrame(() => requestAnimationFrame(() => !this.isOver && print()));
  }

  /** Has the browser keep the table as a file. */
  async save() {
    if (this.isSaving) return;
    this.isSaving = true;
    try {
      const parts = [];
      let from;
      do {
        const { csv, next } = await this.kiosk.call("batch.export", from === undefined ? { batch: this.batch } : { batch: this.batch, from });
        parts.push(csv);
        from = next;
      } while (from !== undefined && from !== null && !this.isOver);
      if (this.isOver) return;
      const address = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
      h("a", { href: address, download: `idkiosk-batch-${this.batch}.csv` }).click();
      // The browser has it by then, and the page must not keep it.
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      fill(this.said, h("p", { class: "batch-armed" }, icon("ok"), text("batch.saved", { beside: true })));
    } catch (failure) {
      if (!this.isOver) fill(this.said, failureView(failure));
    } finally {
      this.isSaving = false;
    }
  }

  key(name, event) {
    return this.keys.key(name, event);
  }

  end() {
    this.isOver = true;
    this.paper.replaceChildren();
    delete this.screen.root.dataset.sheet;
  }
}

function section(name, content) {
  return content && h("section", { class: `sheet-${name}` }, h("h2", {}, text(pair(`batch.sheet.${name}`), { beside: true })), content);
}

function table(numbered) {
  if (numbered.length === 0) return null;
  const heads = ["number", "time", "result", "name", "id", "notes"];
  return h(
    "table", {},
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, text(`batch.sheet.head.${head}`))))),
    h("tbody", {}, numbered.map(([row, number]) => h(
      "tr", { "data-mark": row.mark },
      h("td", {}, String(number)), h("td", {}, timeOf(row.at, { withDay: true })), h("td", {}, markView(row.mark)), h("td", {}, row.nameMasked ?? ""),
      h("td", { class: "line-id" }, row.numberMasked ?? ""), h("td", {}, rowNotes(row).map((note) => h("span", { class: "line-note" }, note)))))));
}
