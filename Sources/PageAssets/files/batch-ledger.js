// Counters, pace and the newest rows of a batch: masked values only.
import { fill, h, icon } from "./dom.js";
import { countersShown, markView, rowNotes, timeOf } from "./batch-words.js";
import { label, pair, text } from "./language.js";

/** How many rows stand here; the whole list has all. */
const rowsShown = 50;
const paceWindow = 60_000;

export class BatchLedger {
  /** `load(limit)` asks for the batch; `heard` gets each answer. */
  constructor(load, heard) {
    this.load = load;
    this.heard = heard;
    this.counters = label(h("dl", { class: "batch-counters" }), "aria-label", "batch.counters");
    this.pace = h("p", { class: "batch-pace" });
    this.rows = label(h("div", { class: "batch-rows", role: "table", tabindex: "0" }), "aria-label", "batch.ledger");
    this.element = h("section", { class: "batch-ledger" }, this.counters, this.pace, this.rows);
    this.swipes = [];
    this.ran = 0;
    this.runsSince = null;
    this.timer = setInterval(() => this.showPace(), 1000);
    this.showPace();
  }

  /** Asks anew; calls that come while one is under way become one. */
  async refresh() {
    if (this.isLoading) {
      this.isStale = true;
      return;
    }
    this.isLoading = true;
    try {
      do {
        this.isStale = false;
        const shown = await this.load(rowsShown);
        if (this.isOver) return;
        this.show(shown);
        this.heard(null, shown);
      } while (this.isStale);
    } catch (failure) {
      if (!this.isOver) this.heard(failure);
    } finally {
      this.isLoading = false;
    }
  }

  show({ batch, rows, rowCount }) {
    this.count(batch.counters);
    fill(
      this.rows, rows.map((row, index) => h(
        "div", { class: "batch-line", role: "row", "data-row": row.row, "data-mark": row.mark },
        h("span", { role: "cell", class: "line-number" }, String(rowCount - index)),
        h("span", { role: "cell", class: "line-time" }, timeOf(row.at)),
        h("span", { role: "cell" }, markView(row.mark)),
        h("span", { role: "cell", class: "line-who" }, h("span", {}, row.nameMasked ?? ""), h("span", { class: "line-id" }, row.numberMasked ?? ""),
          rowNotes(row).map((note) => h("span", { class: "line-note" }, note))))),
      rowCount > rowsShown && h("p", { class: "batch-more" }, icon("info"), text(pair("batch.ledger.more", { shown: rowsShown, count: rowCount }))),
      rowCount === 0 && h("p", { class: "batch-more" }, icon("info"), text("batch.ledger.none", { beside: true })));
  }

  count(counters) {
    this.element.dataset.total = counters.total;
    fill(this.counters, countersShown(counters).map(([name, count]) => h(
      "div", { class: `batch-counter batch-counter-${name}`, "data-counter": name },
      h("dt", {}, text(`batch.counter.${name}`, { beside: true })), h("dd", {}, String(count)))));
  }

  /** A card was counted here, now. */
  note() {
    this.swipes.push(performance.now());
    this.showPace();
  }

  /** Whether cards are taken: only then does the time run. */
  run(isRunning) {
    if (isRunning === (this.runsSince !== null)) return;
    if (isRunning) this.runsSince = performance.now();
    else {
      this.ran += performance.now() - this.runsSince;
      this.runsSince = null;
      this.swipes = [];
    }
    this.showPace();
  }

  showPace() {
    const now = performance.now();
    const running = this.runsSince === null ? 0 : now - this.runsSince;
    const seconds = Math.floor((this.ran + running) / 1000);
    this.swipes = this.swipes.filter((at) => now - at < paceWindow);
    // What was swiped in the last minute, or since it began if that is less than a minute ago.
    const part = Math.max(Math.min(running, paceWindow), 15_000);
    const pace = Math.round((this.swipes.length * 60_000) / part);
    const two = (number) => String(number).padStart(2, "0");
    const time = `${seconds >= 3600 ? `${Math.floor(seconds / 3600)}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const key = `${pace} ${time}`;
    if (key === this.shownPace) return;
    this.shownPace = key;
    fill(this.pace, text(pair("batch.pace", { pace, time }), { beside: true }));
  }

  end() {
    this.isOver = true;
    clearInterval(this.timer);
    this.rows.replaceChildren();
    this.counters.replaceChildren();
  }
}
