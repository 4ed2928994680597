// The fields of a document that is typed in, as its kind has them.
import { fill, h, icon } from "./dom.js";
import { ethnicGroups } from "./ethnic-groups.js";
import { pair, text, wirePair } from "./language.js";
import { choice, field, isoDay } from "./parts.js";

/** Which fields each kind has, in the order they are typed. */
export const kinds = {
  militaryOfficerCard: ["number", "name", "sex", "ethnicGroup", "birthDate", "authority", "validFrom", "validUntil"],
  foreignPassport: ["number", "englishName", "name", "sex", "nationality", "birthDate", "authority", "validFrom", "validUntil"],
  hkMacaoReturnPermit: ["number", "name", "englishName", "sex", "birthDate", "authority", "validFrom", "validUntil"],
  taiwanCompatriotPermit: ["number", "name", "englishName", "sex", "birthDate", "authority", "validFrom", "validUntil"],
};

const dates = ["birthDate", "validFrom", "validUntil"];
const verdictIcons = { incomplete: "wait", valid: "ok", wrong: "error" };

export class TypedForm {
  /** `check` asks the counter about a number; `changed` is called when any value was. */
  constructor(kind, { check, changed }) {
    this.kind = kind;
    this.check = check;
    this.turn = 0;
    this.parts = {};
    for (const name of kinds[kind]) {
      if (name === "sex") {
        this.sex = choice("typed-sex", "field.sex", [{ value: "1", words: "typed.male" }, { value: "2", words: "typed.female" }], "", changed);
        continue;
      }
      this.parts[name] = field(`typed-${name}`, `field.${name}`, {
        maxlength: "120", class: name === "number" ? "input-number" : null, inputmode: dates.includes(name) ? "numeric" : null,
        list: name === "ethnicGroup" ? "typed-groups" : null,
        oninput: () => {
          changed();
          if (name === "number") this.checkNumber();
          if (dates.includes(name)) fill(this.parts[name].said);
        },
        onblur: dates.includes(name) ? () => this.checkDay(name) : null,
      });
    }
    this.longTerm = h("input", { type: "checkbox", id: "typed-longTerm", onchange: changed });
    this.element = h(
      "div", { class: "typed-fields" }, kinds[kind].map((name) => (name === "sex" ? this.sex.element : this.parts[name].element)),
      h("label", { for: "typed-longTerm", class: "typed-check" }, this.longTerm, text("read.longTerm", { beside: true })),
      this.parts.ethnicGroup && h("datalist", { id: "typed-groups" }, Object.values(ethnicGroups).map((name) => h("option", { value: name }))));
  }

  focus() {
    this.parts.number.input.focus();
  }

  /** Says of the number what the counter says of it, in words; an answer that comes late says nothing. */
  async checkNumber() {
    const turn = ++this.turn;
    const { input, said } = this.parts.number;
    const number = input.value.trim();
    if (!number) {
      said.replaceChildren();
      return;
    }
    try {
      const { state, fault } = await this.check({ kind: this.kind, number });
      if (turn !== this.turn) return;
      input.setAttribute("aria-invalid", state === "wrong" ? "true" : "false");
      said.dataset.state = state;
      fill(said, icon(verdictIcons[state]), text(fault ? wirePair(fault.text) : pair("typed.numberValid"), { beside: true }));
    } catch {
      if (turn === this.turn) said.replaceChildren();
    }
  }

  checkDay(name) {
    const { input, said } = this.parts[name];
    const typed = input.value.trim();
    const isOdd = typed && !isoDay(typed) && !(name === "validUntil" && typed === "长期");
    fill(said, isOdd && [icon("warning"), text("search.badDay")]);
  }

  /** What was typed, as the wire has it; blank fields are left out. */
  get document() {
    const document = { kind: this.kind };
    for (const [name, { input }] of Object.entries(this.parts)) {
      const typed = input.value.trim();
      if (!typed) continue;
      if (name === "ethnicGroup") document.ethnicGroup = { code: codeOf(typed) };
      else document[name] = dates.includes(name) ? isoDay(typed) ?? typed : typed;
    }
    if (this.sex.value) document.sex = { code: this.sex.value };
    if (this.longTerm.checked) {
      document.validUntil = null;
      document.longTerm = true;
    }
    return document;
  }

  /** Fills in what a scanner read. */
  take(document) {
    for (const [name, { input }] of Object.entries(this.parts)) {
      if (document[name]) input.value = document[name];
    }
    if (document.sex) this.sex.value = document.sex.code;
    this.checkNumber();
  }

  /** Whether nothing was typed. */
  get isEmpty() {
    return Object.keys(this.document).length === 1;
  }

  /** Takes every value out of the fields. */
  clear() {
    this.turn += 1;
    for (const { input, said } of Object.values(this.parts)) {
      input.value = "";
      said.replaceChildren();
    }
    this.sex.value = "";
    this.longTerm.checked = false;
  }
}

function codeOf(typed) {
  return Object.entries(ethnicGroups).find(([code, name]) => code === typed || name === typed || `${name}族` === typed)?.[0] ?? typed;
}
