// The Batch screen: choose or open a batch, swipe into it, look at its list. In self-service a code opens one batch.
import { BatchCode } from "./batch-code.js";
import { BatchEnter } from "./batch-enter.js";
import { BatchForm } from "./batch-form.js";
import { BatchList } from "./batch-list.js";
import { BatchSheet } from "./batch-sheet.js";
import { BatchSwiping } from "./batch-swiping.js";
import { token } from "./token.js";

class BatchScreen {
  constructor(root, kiosk, begin) {
    this.root = root;
    this.kiosk = kiosk;
    const batch = kiosk.who.batch ?? begin?.batch;
    if (kiosk.isSelfService && !kiosk.who.batch) this.enter({ notice: begin?.notice });
    else if (!batch) this.list();
    else if (begin?.isSheet) this.sheet(batch);
    else this.swipe(batch);
  }

  /** Each view takes the place of the one before, which forgets whatever it showed. */
  show(View, options, begin = null) {
    this.view?.end();
    this.root.replaceChildren();
    this.root.focus({ preventScroll: true });
    this.kiosk.stay(begin);
    this.view = null;
    this.view = new View(this, options);
  }

  list(options) {
    this.show(BatchList, options);
  }

  form() {
    this.show(BatchForm);
  }

  code(opened) {
    this.show(BatchCode, opened, { batch: opened.batch });
  }

  swipe(batch) {
    this.show(BatchSwiping, { batch }, { batch });
  }

  sheet(batch, options = {}) {
    this.show(BatchSheet, { ...options, batch }, { batch, isSheet: true });
  }

  enter(options) {
    this.show(BatchEnter, options);
  }

  /** Back to where batches are chosen; in self-service the code counts no more, and the page is the next person's. */
  async leave(options) {
    const { kiosk } = this;
    if (!kiosk.isSelfService) return this.list(options);
    this.view?.end();
    this.view = null;
    kiosk.stay(null);
    const as = token.value;
    token.value = null;
    if (as) await kiosk.call("clerk.signOut", {}, { as }).catch(() => {});
    try {
      await kiosk.who.refresh();
    } catch {
      kiosk.who.take({});
    }
    return kiosk.go(options?.notice ? "batch" : "read", options);
  }
}

export default {
  id: "batch",
  key: "F3",
  title: "batch.title",
  act: "batch.swipe",
  selfService: true,
  isOpenToAll: (who) => Boolean(who.batch) || (who.window.selfService ?? []).includes("batch"),
  mount: (root, kiosk, begin) => {
    const screen = new BatchScreen(root, kiosk, begin);
    return {
      key: (name, event) => screen.view?.key(name, event) ?? false,
      unmount: () => {
        screen.view?.end();
        screen.view = null;
      },
    };
  },
};
