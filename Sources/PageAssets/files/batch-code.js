// The code of a batch, shown once: whoever has it may swipe into this batch without an account.
import { fill, h, icon } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { pair, text } from "./language.js";

export class BatchCode {
  constructor(screen, { batch, code, isRenewed = false }) {
    this.screen = screen;
    this.keys = new KeyRow(screen.root);
    this.digits = h("strong", { class: "batch-code" }, h("span", {}, code.slice(0, 4)), h("span", {}, code.slice(4)));
    fill(
      screen.root,
      h("section", { class: "state" },
        h("h1", { class: "sentence" }, icon("ok"), text(pair(isRenewed ? "batch.renewedCode" : "batch.opened", { batch }), { beside: true })),
        h("p", {}, text("batch.code.is", { beside: true })), this.digits,
        h("p", {}, text("batch.code.once", { beside: true })), h("p", {}, text(pair("batch.code.use", { batch }), { beside: true }))),
      h("footer", { class: "foot" }, this.keys.element));
    this.keys.show(
      { id: "go", words: "batch.key.start", key: "Enter", isPrimary: true, act: () => screen.swipe(batch) },
      { id: "back", words: "batch.key.back", key: "Escape", act: () => screen.list() });
    screen.root.dataset.view = "code";
  }

  key(name, event) {
    return this.keys.key(name, event);
  }

  end() {
    this.digits.replaceChildren();
  }
}
