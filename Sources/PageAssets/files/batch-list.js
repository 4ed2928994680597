// The batches to go on with; the newest first, closed ones at the end.
import { fill, h, icon } from "./dom.js";
import { countersShown, enterpriseOf, failureView, stateView, timeOf } from "./batch-words.js";
import { KeyRow } from "./key-row.js";
import { label, text } from "./language.js";

const page = 50;

export class BatchList {
  constructor(screen, { notice = null } = {}) {
    this.screen = screen;
    this.batches = [];
    this.at = 0;
    this.offset = 0;
    this.keys = new KeyRow(screen.root);
    this.list = label(h("ul", { class: "batch-list", role: "listbox", tabindex: "0" }), "aria-label", "batch.list");
    this.body = h("div", { class: "batch-body" }, h("h1", {}, text("batch.list", { beside: true })), notice && failureView(notice), this.list);
    fill(screen.root, this.body, h("footer", { class: "foot" }, this.keys.element));
    screen.kiosk.on("online", () => this.load());
    this.showKeys();
    this.load();
  }

  async load() {
    try {
      const { offset } = this;
      const { batches } = await this.screen.kiosk.call("batch.list", { offset, limit: page + 1 });
      if (this.isOver || offset !== this.offset) return;
      // One more than is shown says whether there is another page.
      this.hasMore = batches.length > page;
      batches.splice(page);
      const order = { open: 0, paused: 0, closed: 1 };
      this.batches = batches.sort((one, other) => order[one.state] - order[other.state]);
      this.at = Math.min(this.at, Math.max(this.batches.length - 1, 0));
      this.show();
    } catch (failure) {
      if (!this.isOver) fill(this.list, failureView(failure));
    }
  }

  show() {
    this.screen.root.dataset.view = "list";
    this.list.dataset.offset = this.offset;
    fill(this.list, this.batches.length === 0 && h("li", { class: "batch-none" }, icon("info"), text("batch.list.none", { beside: true })), this.batches.map((batch, index) => h(
      "li", { class: "batch-row", role: "option", id: `batch-${batch.batch}`, "data-batch": batch.batch, "data-state": batch.state, onclick: () => this.open(index) },
      h("span", { class: "batch-number" }, `#${batch.batch}`),
      h("span", { class: "batch-name" }, h("strong", {}, batch.name), h("span", {}, enterpriseOf(batch))),
      stateView(batch.state),
      h("span", { class: "batch-counts" }, countersShown(batch.counters).filter(([name, count]) => count > 0 || name === "total").map(([name, count]) =>
        h("span", {}, text(`batch.counter.${name}`), ` ${count}`))),
      h("span", { class: "batch-since" }, timeOf(batch.openedAt, { withDay: true })))));
    this.mark();
    this.showKeys();
    if (this.batches.length > 0 && !this.hasFocus) {
      this.hasFocus = true;
      this.list.focus({ preventScroll: true });
    }
  }

  mark() {
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at && this.batches.length > 0)));
    const row = this.batches.length > 0 ? this.list.children[this.at] : null;
    if (row) this.list.setAttribute("aria-activedescendant", row.id);
    row?.scrollIntoView({ block: "nearest" });
  }

  showKeys() {
    const chosen = this.batches[this.at];
    const mayOpen = this.screen.kiosk.who.may("batch.open");
    this.keys.show(
      chosen && { id: "go", words: chosen.state === "closed" ? "batch.key.look" : "batch.key.continue", key: "Enter", isPrimary: true, act: () => this.open(this.at) },
      this.offset > 0 && { id: "newer", words: "settings.newer", key: "PageUp", act: () => this.page(-1) },
      this.hasMore && { id: "older", words: "settings.older", key: "PageDown", act: () => this.page(1) },
      mayOpen && { id: "new", words: "batch.key.new", key: "N", isPrimary: !chosen, act: () => this.screen.form() },
      { id: "back", words: "batch.key.read", key: "Escape", act: () => this.screen.kiosk.go("read") });
  }

  /** Goes to the batches before or after these. */
  page(by) {
    this.offset = Math.max(0, this.offset + by * page);
    this.at = 0;
    this.hasFocus = false;
    this.load();
  }

  open(index) {
    const batch = this.batches[index];
    if (!batch) return;
    if (batch.state === "closed") this.screen.sheet(batch.batch);
    else this.screen.swipe(batch.batch);
  }

  key(name, event) {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -this.batches.length, End: this.batches.length }[name];
    if (step === undefined) return this.keys.key(name, event);
    this.at = Math.max(0, Math.min(this.batches.length - 1, this.at + step));
    this.mark();
    this.showKeys();
    return true;
  }

  end() {
    this.isOver = true;
  }
}

