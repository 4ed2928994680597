// The Search screen: persons on file by number, name, mobile number, batch, and the days and the window they were read at;
// a masked list, a page at a time.
import { fill, h } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { pair, text } from "./language.js";
import { ListTable } from "./list-table.js";
import { field, isoDay, localTime, sayFailure, saySentence } from "./parts.js";

/** How many persons a page of the list has. */
const pageLength = 10;

class SearchScreen {
  constructor(root, kiosk, begin) {
    this.root = root;
    this.kiosk = kiosk;
    this.turn = 0;
    this.number = field("search-number", "search.number", { maxlength: "64", class: "input-number" });
    this.from = field("search-from", "search.from", { maxlength: "16", inputmode: "numeric" });
    this.to = field("search-to", "search.to", { maxlength: "16", inputmode: "numeric" });
    this.name = field("search-name", "search.name", { maxlength: "64" });
    this.mobile = field("search-mobile", "search.mobile", { maxlength: "20", inputmode: "tel", class: "input-number" });
    this.batch = field("search-batch", "search.batch", { maxlength: "16", inputmode: "numeric" });
    this.window = field("search-window", "search.window", { maxlength: "64" });
    this.fields = {
      number: this.number, from: this.from, to: this.to, window: this.window, name: this.name, mobile: this.mobile, batch: this.batch,
    };
    this.table = new ListTable({
      words: "search.list",
      columns: ["name", "number", "kind", "versions", "last"].map((id) => ({ id, words: `search.column.${id}` })),
      open: (row) => this.open(row),
    });
    this.said = h("div", { class: "verdict", role: "status" });
    this.bar = new KeyRow(root);
    fill(
      root,
      h(
        "form", { class: "query", autocomplete: "off", onsubmit: (event) => this.submit(event) },
        Object.values(this.fields).map((part) => part.element),
        h("button", { type: "submit", class: "primary", "data-key": "search" }, text("search.go", { beside: true }), h("kbd", {}, "Enter"))),
      h("div", { class: "stage" }, text("search.hint", { beside: true, tag: "p" }), this.table.element),
      h("footer", { class: "foot" }, this.said, this.bar.element));
    this.hint = root.querySelector(".stage > p");
    this.hint.className += " hint";
    if (begin?.query) this.resume(begin);
    else this.number.input.focus();
    this.showKeys();
  }

  /** Back from a person: the same page of the same list, with the focus where it was. */
  resume({ query, offset, index }) {
    for (const [name, part] of Object.entries(this.fields)) part.input.value = query[name] ?? "";
    this.query = query;
    this.load(offset, index);
  }

  submit(event) {
    event.preventDefault();
    const query = {};
    for (const name of ["number", "name", "mobile", "batch", "window"]) {
      const typed = this.fields[name].input.value.trim();
      if (typed) query[name] = typed;
    }
    for (const name of ["from", "to"]) {
      const part = this[name];
      const typed = part.input.value.trim();
      const day = isoDay(typed);
      fill(part.said, typed && !day && text("search.badDay"));
      part.input.setAttribute("aria-invalid", typed && !day ? "true" : "false");
      if (typed && !day) {
        part.input.focus();
        return;
      }
      if (day) query[name] = day;
    }
    if (query.from && query.to && query.from > query.to) [query.from, query.to] = [query.to, query.from];
    this.query = query;
    this.load(0);
  }

  async load(offset, index = 0) {
    const turn = ++this.turn;
    saySentence(this.said, "wait", "search.wait");
    try {
      const answer = await this.kiosk.call("person.search", { ...this.query, offset, limit: pageLength });
      if (turn !== this.turn) return;
      this.offset = offset;
      this.answer = { total: answer.total, hasMore: answer.hasMore };
      this.hint.hidden = answer.total > 0;
      this.table.show(answer.persons.map(row), index);
      const last = offset + answer.persons.length;
      saySentence(
        this.said, answer.total ? "info" : "warning",
        answer.total ? pair("search.found", { total: answer.total, from: offset + 1, to: last }) : "search.none");
      this.kiosk.say(answer.total ? "search.heard" : "search.none");
      if (answer.total) this.table.focus();
      else this.number.input.select();
    } catch (failure) {
      if (turn !== this.turn) return;
      this.answer = null;
      this.table.clear();
      sayFailure(this.said, failure);
      this.number.input.focus();
    }
    this.showKeys();
  }

  showKeys() {
    const hasRows = this.table.rows.length > 0;
    this.bar.show([
      hasRows && this.kiosk.has("person") && { id: "open", words: "search.open", key: "Enter", keepsFocus: true, act: () => this.open(this.table.chosen) },
      hasRows && this.offset > 0 && { id: "before", words: "search.before", key: "PageUp", keepsFocus: true, act: () => this.load(Math.max(this.offset - pageLength, 0)) },
      hasRows && this.answer?.hasMore && { id: "after", words: "search.after", key: "PageDown", keepsFocus: true, act: () => this.load(this.offset + pageLength) },
      this.answer && { id: "new", words: "search.new", key: "N", keepsFocus: true, act: () => this.again() },
    ]);
  }

  again() {
    this.forget();
    for (const part of Object.values(this.fields)) part.input.value = "";
    this.number.input.focus();
    this.showKeys();
  }

  open(row) {
    if (!row || !this.kiosk.has("person")) return;
    this.kiosk.go("person", { person: row.id, back: { query: this.query, offset: this.offset, index: this.table.index } });
  }

  key(name, event) {
    if (this.table.key(name)) return true;
    const isTyping = !this.table.hasFocus;
    if (isTyping && name === "ArrowDown" && this.table.rows.length) {
      this.table.focus();
      return true;
    }
    if (!isTyping && name === "ArrowUp") {
      this.number.input.focus();
      return true;
    }
    return this.bar.key(name, event);
  }

  forget() {
    this.turn += 1;
    this.table.clear();
    this.said.replaceChildren();
    this.hint.hidden = false;
    this.answer = null;
    this.query = null;
  }

  unmount() {
    this.forget();
    for (const part of Object.values(this.fields)) part.input.value = "";
    this.root.replaceChildren();
  }
}

function row({ person, kind, numberMasked, nameMasked, version, lastReadAt }) {
  return {
    id: person,
    cells: [nameMasked, h("span", { class: "tabular" }, numberMasked), text(`kind.${kind}`), String(version), h("span", { class: "tabular" }, localTime(lastReadAt))],
  };
}

export default {
  id: "search",
  key: "F6",
  title: "search.title",
  act: "person.list",
  selfService: false,
  mount: (root, kiosk, begin) => {
    const screen = new SearchScreen(root, kiosk, begin);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.key(name, event) };
  },
};
