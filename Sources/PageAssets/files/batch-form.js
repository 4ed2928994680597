// A batch is opened: whose cards, who brought them, and perhaps who is expected.
import { fill, h, icon } from "./dom.js";
import { failureView } from "./batch-words.js";
import { checkCode } from "./enterprise-code.js";
import { KeyRow } from "./key-row.js";
import { pair, text } from "./language.js";

const longest = 100;
/** What one call may bring along, as docs/batches.md says. */
const largestFile = 700_000;

export class BatchForm {
  constructor(screen) {
    this.screen = screen;
    this.keys = new KeyRow(screen.root);
    const input = (id, more = {}) => h("input", { id: `batch-${id}`, type: "text", autocomplete: "off", spellcheck: "false", maxlength: longest, ...more });
    this.name = input("name");
    this.enterprise = input("enterprise");
    this.code = input("code", { autocapitalize: "characters", maxlength: "32", "aria-describedby": "batch-code-check", oninput: () => this.check() });
    this.broughtBy = input("brought-by");
    this.file = input("file", { type: "file", accept: ".csv,text/csv,text/plain", maxlength: null, "aria-describedby": "batch-file-hint" });
    this.said = h("p", { class: "code-check", id: "batch-code-check", role: "status" });
    this.problem = h("div", {});
    const row = (words, field, ...beside) => h("div", { class: "form-row" }, h("label", { for: field.id }, text(words, { beside: true })), field, beside);
    this.form = h(
      "form", { class: "batch-form", autocomplete: "off", novalidate: true, onsubmit: (event) => this.submit(event) },
      h("h1", {}, text("batch.new", { beside: true })),
      row("batch.form.name", this.name), row("batch.form.enterprise", this.enterprise),
      row("batch.form.code", this.code, this.said), row("batch.form.broughtBy", this.broughtBy),
      row("batch.form.file", this.file, h("p", { class: "hint", id: "batch-file-hint" }, text("batch.form.file.hint", { beside: true }))),
      this.problem,
      // Enter in any field sends the form; the button that says so stands at the foot, in sight however small the window.
      h("button", { type: "submit", hidden: true }));
    this.keys.show(
      { id: "open", words: "batch.form.go", key: "Enter", isPrimary: true, act: () => this.form.requestSubmit() },
      { id: "back", words: "batch.key.back", key: "Escape", act: () => screen.list() });
    fill(screen.root, h("div", { class: "batch-body" }, this.form), h("footer", { class: "foot" }, this.keys.element));
    screen.root.dataset.view = "form";
    this.check();
    this.name.focus();
  }

  /** Says of the code what is known so far. */
  check() {
    const { kind, form, missing, at, length } = checkCode(this.code.value);
    const icons = { empty: "info", short: "info", fits: "ok", doesNotFit: "error", wrongCharacter: "error", long: "error" };
    this.said.dataset.check = kind;
    this.said.classList.toggle("is-wrong", icons[kind] === "error");
    this.code.setAttribute("aria-invalid", String(icons[kind] === "error"));
    const parameters = { missing, at, length, form: form ? pair(`batch.code.${form}`) : "" };
    fill(this.said, icon(icons[kind]), text(pair(`batch.code.${kind}`, parameters), { beside: true }));
    return kind;
  }

  async submit(event) {
    event.preventDefault();
    if (this.isGoing) return;
    this.problem.replaceChildren();
    const blank = [this.name, this.enterprise, this.code].find((field) => !field.value.trim());
    if (blank) return this.refuse("batch.form.blank", blank);
    if (this.check() !== "fits") return this.refuse("batch.form.codeWrong", this.code);
    const file = this.file.files[0];
    if (file && file.size > largestFile) return this.refuse("batch.form.fileTooLong", this.file);
    this.isGoing = true;
    try {
      const params = { name: this.name.value.trim(), enterprise: { name: this.enterprise.value.trim(), code: this.code.value } };
      if (this.broughtBy.value.trim()) params.broughtBy = this.broughtBy.value.trim();
      if (file) params.expectedFile = await base64(file);
      const opened = await this.screen.kiosk.call("batch.open", params);
      if (!this.isOver) this.screen.code(opened);
    } catch (failure) {
      if (this.isOver) return undefined;
      this.isGoing = false;
      if (!failure.problem) return this.refuse("batch.form.fileUnreadable", this.file);
      fill(this.problem, failureView(failure));
      (failure.reason === "batch.enterpriseInvalid" ? this.code : failure.reason.startsWith("batch.list") ? this.file : this.name).focus();
    }
    return undefined;
  }

  refuse(words, field) {
    fill(this.problem, h("div", { class: "problem", role: "alert" }, icon("error"), text(words, { beside: true })));
    field.focus();
  }

  key(name, event) {
    return this.keys.key(name, event);
  }

  end() {
    this.isOver = true;
    for (const field of [this.name, this.enterprise, this.code, this.broughtBy, this.file]) field.value = "";
  }
}

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  bytes.fill(0);
  return btoa(binary);
}
