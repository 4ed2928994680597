// A list that is walked by arrow keys: one row has the focus, Enter opens it.
import { fill, h } from "./dom.js";
import { label, text } from "./language.js";

export class ListTable {
  /** `columns` are `{id, words}`; `open` gets the row that was chosen, `moved` the one that has the focus. */
  constructor({ words, columns, open = () => {}, moved = () => {} }) {
    this.columns = columns;
    this.open = open;
    this.moved = moved;
    this.rows = [];
    this.index = 0;
    this.body = h("tbody", {});
    this.element = label(
      h("table", { class: "list", role: "grid" }, h("thead", {}, h("tr", {}, columns.map((column) => h("th", { class: `col-${column.id}`, scope: "col" }, text(column.words))))), this.body),
      "aria-label", words);
    this.element.hidden = true;
  }

  /** Shows rows of `{id, cells}`, a cell for each column. */
  show(rows, index = 0) {
    this.rows = rows;
    this.index = Math.min(index, Math.max(rows.length - 1, 0));
    this.lines = rows.map((row, at) => h(
      "tr", { "data-row": row.id, class: row.class, tabindex: at === this.index ? "0" : "-1", "aria-selected": at === this.index ? "true" : "false", onclick: () => this.choose(at), onfocus: () => this.mark(at) },
      row.cells.map((cell, column) => h("td", { class: `col-${this.columns[column].id}` }, cell))));
    fill(this.body, this.lines);
    this.element.hidden = rows.length === 0;
  }

  get chosen() {
    return this.rows[this.index];
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  /** Puts the focus on the row that is marked. */
  focus() {
    this.lines?.[this.index]?.focus();
  }

  choose(at) {
    this.mark(at);
    this.open(this.rows[at]);
  }

  mark(at) {
    this.index = at;
    this.lines.forEach((line, index) => {
      line.tabIndex = index === at ? 0 : -1;
      line.setAttribute("aria-selected", index === at ? "true" : "false");
    });
    this.moved(this.rows[at]);
  }

  /** Whether the key was one of a list; `false` as well for going up out of the first row. */
  key(name) {
    if (!this.hasFocus) return false;
    const last = this.rows.length - 1;
    const to = { ArrowDown: Math.min(this.index + 1, last), ArrowUp: this.index - 1, Home: 0, End: last }[name];
    if (name === "Enter") {
      this.open(this.chosen);
      return true;
    }
    if (to === undefined || to < 0) return false;
    this.mark(to);
    this.focus();
    return true;
  }

  /** Takes every row off the screen and forgets it. */
  clear() {
    this.rows = [];
    this.lines = [];
    this.body.replaceChildren();
    this.element.hidden = true;
  }
}
