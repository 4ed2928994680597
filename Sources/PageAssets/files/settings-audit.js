// The audit trail, the newest line first: who did what, about whom by keyed id, and what became of it.
import { fill, h } from "./dom.js";
import { pair, text } from "./language.js";
import { ListTable } from "./list-table.js";
import { localTime, sayFailure, saySentence } from "./parts.js";
import { texts } from "./texts.js";

/** How many lines a page has. */
const pageLength = 12;

export class AuditPart {
  constructor({ panel, said, bar, kiosk }) {
    this.said = said;
    this.bar = bar;
    this.kiosk = kiosk;
    /** Where each page before the shown one began. */
    this.before = [undefined];
    this.table = new ListTable({
      words: "settings.audit", columns: ["at", "actor", "act", "whom", "subject", "became"].map((id) => ({ id, words: `settings.column.${id}` })),
    });
    fill(panel, this.table.element);
    this.load();
  }

  async load() {
    const before = this.before.at(-1);
    try {
      const { lines } = await this.kiosk.call("audit.list", before === undefined ? { limit: pageLength } : { before, limit: pageLength });
      if (this.isClosed) return;
      this.table.show(lines.map(row));
      this.table.focus();
      this.last = lines.at(-1)?.number;
      saySentence(this.said, "info", lines.length ? pair("settings.lines", { first: lines[0].number, last: this.last }) : "settings.noLines");
      this.bar.show([
        this.before.length > 1 && { id: "newer", words: "settings.newer", key: "PageUp", keepsFocus: true, act: () => this.page(-1) },
        this.last > 1 && { id: "older", words: "settings.older", key: "PageDown", keepsFocus: true, act: () => this.page(1) },
      ]);
    } catch (failure) {
      if (!this.isClosed) sayFailure(this.said, failure, { forAdministrator: true });
    }
  }

  page(by) {
    if (by > 0) this.before.push(this.last);
    else this.before.pop();
    this.load();
  }

  key(name) {
    return this.table.key(name);
  }

  close() {
    this.isClosed = true;
    this.table.clear();
  }
}

function row({ number, at, actor, role, act, whom, subject, outcome }) {
  const words = texts[`act.${act}`] ? `act.${act}` : { zh: act, en: act };
  const who = actor.replace(/^clerk:/, "");
  return {
    id: String(number),
    cells: [
      h("span", { class: "tabular" }, localTime(at)),
      [who, " ", texts[`settings.role.${role}`] && h("small", {}, text(`settings.role.${role}`))],
      [text(words), " ", h("small", { class: "code" }, act)],
      whom && h("span", { class: "code", title: whom }, `${whom.slice(0, 8)}…`),
      subject ?? "", outcome ?? "",
    ],
  };
}
