// Self-service: the number and the code of a batch let somebody without an account swipe into it.
import { fill, h, icon } from "./dom.js";
import { failureView } from "./batch-words.js";
import { KeyRow } from "./key-row.js";
import { text } from "./language.js";
import { token } from "./token.js";

export class BatchEnter {
  constructor(screen, { notice = null } = {}) {
    this.screen = screen;
    this.keys = new KeyRow(screen.root);
    const digits = { type: "text", inputmode: "numeric", autocomplete: "off", spellcheck: "false" };
    this.batch = h("input", { id: "enter-batch", maxlength: "10", ...digits });
    this.code = h("input", { id: "enter-code", maxlength: "16", ...digits });
    this.problem = h("div", {}, notice && h("p", { class: "notice notice-info" }, icon("info"), text(notice, { beside: true })));
    fill(
      screen.root, h(
        "form", { class: "sign-in batch-enter", autocomplete: "off", onsubmit: (event) => this.submit(event) },
        h("h1", {}, text("batch.enter", { beside: true })),
        h("label", { for: "enter-batch" }, text("batch.enter.batch", { beside: true })), this.batch,
        h("label", { for: "enter-code" }, text("batch.enter.code", { beside: true })), this.code,
        this.problem,
        h("button", { type: "submit", class: "primary" }, text("batch.enter.go", { beside: true }), h("kbd", {}, "Enter"))),
      h("footer", { class: "foot" }, this.keys.element));
    this.keys.show(screen.kiosk.has("read") && { id: "back", words: "batch.key.read", key: "Escape", act: () => screen.kiosk.go("read") });
    screen.root.dataset.view = "enter";
    this.batch.focus();
  }

  async submit(event) {
    event.preventDefault();
    if (this.isGoing) return;
    const batch = digitsOf(this.batch.value);
    const code = digitsOf(this.code.value);
    if (!batch || code.length !== 8) {
      fill(this.problem, h("div", { class: "problem", role: "alert" }, icon("error"), text("batch.enter.incomplete", { beside: true })));
      (batch ? this.code : this.batch).focus();
      return;
    }
    this.isGoing = true;
    this.problem.replaceChildren();
    this.code.value = "";
    const { kiosk } = this.screen;
    try {
      const answer = await kiosk.call("batch.enter", { batch, code });
      if (this.isOver) return;
      token.value = answer.token;
      await kiosk.who.refresh();
      kiosk.go("batch", { batch });
    } catch (failure) {
      if (this.isOver) return;
      this.isGoing = false;
      fill(this.problem, failureView(failure));
      this.code.focus();
    }
  }

  key(name, event) {
    return this.keys.key(name, event);
  }

  end() {
    this.isOver = true;
    this.batch.value = "";
    this.code.value = "";
  }
}

function digitsOf(typed) {
  return typed.normalize("NFKC").replace(/\D/g, "");
}
