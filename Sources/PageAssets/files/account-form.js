// The form of one account: a new one, or another password, another role or other windows of one that is there.
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";
import { choice, field } from "./parts.js";

const roles = ["clerk", "checker", "supervisor", "administrator", "enterprise", "portal", "portalFull"];
const fieldsOf = { add: ["name", "called", "role", "passwords"], reset: ["passwords"], role: ["role"], windows: ["windows"] };
const calls = { add: "clerk.add", reset: "clerk.reset", role: "clerk.setRole", windows: "clerk.setWindows" };

export class AccountForm {
  /** `what` is one of add, reset, role, windows; `clerk` whom it is about; `save(method, params, name)` makes the call. */
  constructor(what, clerk, save) {
    this.what = what;
    this.of = what === "add" ? null : clerk.name;
    this.save = save;
    this.name = field("account-name", "settings.column.account", { maxlength: "32" });
    this.called = field("account-called", "settings.column.called", { maxlength: "32" });
    this.role = choice("account-role", "settings.column.role", roles.map((value) => ({ value, words: `settings.role.${value}` })), this.of ? clerk.role : "clerk");
    this.windows = field("account-windows", "settings.account-windows", { maxlength: "1024" });
    this.windows.input.value = this.of ? (clerk.windows ?? []).join(" ") : "";
    this.passwords = ["account-password", "account-again"].map((id) => field(id, `settings.${id}`, { type: "password", maxlength: "256" }));
    const title = what === "add" ? text("settings.add", { beside: true }) : text(pair(`settings.${what}Of`, { name: this.of }));
    this.element = h(
      "form", { autocomplete: "off", onsubmit: (event) => this.submit(event) }, h("h2", {}, title),
      fieldsOf[what].flatMap((name) => this[name]).map((part) => part.element),
      // Enter in a field submits where there is such a button; the one to press stands among the keys.
      h("button", { type: "submit", class: "heard", tabindex: "-1" }, text("settings.save")));
  }

  /** Puts the focus where typing begins, or where the trouble is. */
  focus(failure) {
    const inFields = { add: this.name, reset: this.passwords[0], windows: this.windows }[this.what];
    const part = failure?.reason?.includes("assword") ? this.passwords[0] : inFields;
    (part?.input ?? this.role.inputs.find((input) => input.checked)).focus();
  }

  async submit(event) {
    event.preventDefault();
    const [first, second] = this.passwords;
    if (first.input.value !== second.input.value) {
      fill(second.said, icon("error"), text("settings.passwordsDiffer"));
      second.input.value = "";
      second.input.focus();
      return;
    }
    const name = this.of ?? this.name.input.value.trim();
    const sent = { name };
    if (this.what === "add" || this.what === "reset") sent.password = first.input.value;
    if (this.what === "add") sent.displayName = this.called.input.value.trim() || name;
    if (this.what === "add" || this.what === "role") sent.role = this.role.value;
    const windows = this.windows.input.value.split(/[\s,，、]+/).filter(Boolean);
    if (this.what === "windows" && windows.length) sent.windows = windows;
    // Out of the fields before anything else can happen: a browser offers to keep what is still there.
    this.clear();
    try {
      await this.save(calls[this.what], sent, name);
    } finally {
      sent.password = "";
    }
  }

  /** Takes the passwords out of their fields. */
  clear() {
    for (const part of this.passwords) part.input.value = "";
  }
}
