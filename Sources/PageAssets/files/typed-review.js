// What was typed in and waits for a second checker: a masked list, one of it with every value, and the two verdicts on it.
import { fill, h, icon } from "./dom.js";
import { documentRows, fieldName, fieldNames } from "./document-rows.js";
import { pair, text, wirePair } from "./language.js";
import { ListTable } from "./list-table.js";
import { localTime, sayFailure, saySentence } from "./parts.js";
import { CallFailure } from "./rpc.js";
import { sounds } from "./sounds.js";

/** How many a page of the list has: who checks takes the oldest first. */
const pageLength = 10;

export class TypedReview {
  /** `said` is where sentences stand, `bar` the row of keys; `close` goes back to typing. */
  constructor(kiosk, { said, bar, close }) {
    this.kiosk = kiosk;
    this.said = said;
    this.bar = bar;
    this.close = close;
    this.turn = 0;
    this.table = new ListTable({
      words: "review.list",
      columns: ["at", "clerk", "kind", "number", "name"].map((id) => ({ id, words: `review.column.${id}` })),
      open: (row) => this.show(row),
    });
    this.card = h("section", { class: "facts", tabindex: "-1" });
    this.element = h("div", { class: "stage review" }, text("review.hint", { beside: true, tag: "p" }), this.table.element, this.card);
    this.showKeys();
  }

  async load() {
    await this.doing(async (turn) => {
      const { documents, total } = await this.kiosk.call("document.waiting", { limit: pageLength });
      if (turn !== this.turn) return;
      this.entries = documents;
      this.table.show(documents.map(row));
      saySentence(this.said, "info", total ? pair("review.some", { total }) : "review.none");
      if (total > documents.length) this.said.append(h("p", { class: "more" }, text("review.more", { beside: true })));
      this.said.dataset.waiting = String(total);
      if (total) this.table.focus();
      else this.element.querySelector("p")?.focus();
    });
  }

  /** Every value of one: the counter notes who looked. */
  async show(chosen) {
    const entry = this.entries?.find((one) => one.session === chosen?.id);
    if (!entry || this.isBusy) return;
    await this.doing(async (turn) => {
      const seen = await this.kiosk.call("document.review", { session: entry.session });
      if (turn !== this.turn) return;
      this.seen = seen;
      this.isOwn = entry.own;
      this.table.element.hidden = true;
      fill(
        this.card,
        h("p", { class: "kind" }, text(`kind.${seen.document.kind}`, { beside: true })),
        h("div", { class: "fields", role: "table" }, documentRows(seen.document).map(({ label, value }) => h(
          "div", { class: "field-row", role: "row" },
          h("span", { class: "field-label", role: "rowheader" }, text(label, { beside: true })), h("span", { class: "field-value", role: "cell" }, value)))),
        h("ul", { class: "findings" }, seen.findings.filter((finding) => finding.code !== "typedIn").map((finding) => h(
          "li", { class: `finding finding-${finding.severity}` }, icon(finding.severity),
          text(fieldName(finding.field)), text(wirePair(finding.text), { beside: true }), h("small", { class: "code" }, finding.code)))));
      this.card.dataset.review = seen.outcome;
      const parameters = { date: "", fields: fieldNames(seen.changed) };
      saySentence(this.said, entry.own ? "warning" : "info", entry.own ? "review.own" : pair(`read.will.${seen.outcome}`, parameters));
      this.card.focus({ preventScroll: true });
      this.kiosk.say(entry.own ? "review.own" : "review.heard");
    });
  }

  async settle(right) {
    const { session } = this.seen;
    await this.doing(async (turn) => {
      const { filing } = await this.kiosk.call("document.confirm", { session, right });
      if (filing?.outcome === "failed") throw CallFailure.of(filing.error);
      if (turn !== this.turn) return;
      sounds.play(filing ? { filed: "filed", renewed: "filed", unchanged: "known", older: "known" }[filing.outcome] ?? "again" : "known");
      this.drop();
      await this.load();
      saySentence(this.said, filing?.outcome === "conflict" ? "warning" : "ok", filing ? `read.did.${filing.outcome}` : "review.discarded");
      this.said.dataset.settled = filing?.outcome ?? "discarded";
    });
  }

  /** What was typed is gone for good, so it takes two presses. */
  discard() {
    if (!this.isSure) {
      this.isSure = true;
      saySentence(this.said, "warning", "review.sure");
      this.showKeys();
    } else this.settle(false);
  }

  showKeys() {
    this.bar.show(this.seen ? [
      !this.isOwn && { id: "right", words: "review.right", key: "Enter", isPrimary: true, isClosed: this.isBusy, keepsFocus: true, act: () => this.settle(true) },
      { id: "wrong", words: "review.wrong", key: "Delete", isClosed: this.isBusy, keepsFocus: true, act: () => this.discard() },
      { id: "back", words: "review.list", key: "Backspace", isClosed: this.isBusy, keepsFocus: true, act: () => this.backToList() },
    ] : [
      { id: "close", words: "review.close", key: "Backspace", keepsFocus: true, act: () => this.close() },
    ]);
  }

  backToList() {
    this.drop();
    this.load();
  }

  async doing(act) {
    const turn = ++this.turn;
    this.isBusy = true;
    this.isSure = false;
    delete this.said.dataset.settled;
    saySentence(this.said, "wait", "search.wait");
    this.showKeys();
    try {
      await act(turn);
    } catch (failure) {
      sounds.play("again");
      if (!this.isGone) sayFailure(this.said, failure);
    } finally {
      this.isBusy = false;
      if (!this.isGone) this.showKeys();
    }
  }

  key(name, event) {
    if (!this.seen && this.table.key(name)) return true;
    return this.bar.key(name, event);
  }

  /** Takes the values off the screen and forgets them. */
  drop() {
    this.seen = null;
    this.isOwn = false;
    this.card.replaceChildren();
    delete this.card.dataset.review;
  }

  clear() {
    this.isGone = true;
    this.turn += 1;
    this.drop();
    this.table.clear();
    this.entries = null;
    delete this.said.dataset.waiting;
    delete this.said.dataset.settled;
  }
}

function row({ session, typedAt, clerk, kind, numberMasked, nameMasked }) {
  return {
    id: session,
    cells: [h("span", { class: "tabular" }, localTime(typedAt)), clerk ?? "", text(`kind.${kind}`), h("span", { class: "tabular" }, numberMasked), nameMasked],
  };
}
