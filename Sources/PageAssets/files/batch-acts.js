// What a clerk does with the batch that is being swiped, beside laying cards: pause, take out, close, a new code.
import { failureView } from "./batch-words.js";
import { h, icon } from "./dom.js";
import { text } from "./language.js";

export class BatchActs {
  constructor(view) {
    this.view = view;
    this.isArmed = false;
  }

  async change(method) {
    const { view } = this;
    this.disarm();
    try {
      const batch = await view.kiosk.call(method, { batch: view.batch });
      if (view.isOver) return;
      view.state = batch.state;
      view.ledger.refresh();
      if (batch.state === "paused") view.rest();
      if (batch.state === "open") view.wait.start(view.reader);
    } catch (failure) {
      if (view.isOver) return;
      view.say(failureView(failure));
      if (view.state === "open") view.wait.start(view.reader);
    }
  }

  /** Takes the last swipe out; laying the card again is how to undo it. */
  async remove() {
    const { view } = this;
    const { row } = view.tile.swipe;
    try {
      await view.kiosk.call("batch.remove", { batch: view.batch, row });
      if (view.isOver) return;
      view.notice = { kind: "info", words: "batch.removed" };
      view.kiosk.say("batch.removed");
      view.ledger.refresh();
      if (view.tile.swipe?.row === row) view.idle();
    } catch (failure) {
      if (!view.isOver) view.say(failureView(failure));
    }
  }

  /** The key is pressed twice: what is closed stays closed. */
  async close() {
    const { view } = this;
    if (!this.isArmed) {
      this.isArmed = true;
      const missing = view.counters?.missing ?? 0;
      view.say(h("p", { class: "batch-armed" }, icon("warning"), text(missing > 0 ? "batch.close.missing" : "batch.close.sure", { parameters: { missing }, beside: true })));
      view.showKeys();
      return;
    }
    view.wait.stop();
    try {
      await view.kiosk.call("batch.close", { batch: view.batch });
      if (!view.isOver) view.screen.sheet(view.batch, { isPrinted: true });
    } catch (failure) {
      if (view.isOver) return;
      this.disarm();
      view.say(failureView(failure));
      if (view.state === "open") view.wait.start(view.reader);
    }
  }

  async renewCode() {
    const { view } = this;
    try {
      const opened = await view.kiosk.call("batch.renewCode", { batch: view.batch });
      if (!view.isOver) view.screen.code({ ...opened, isRenewed: true });
    } catch (failure) {
      if (!view.isOver) view.say(failureView(failure));
    }
  }

  /** The key to close has to be pressed twice anew. */
  disarm() {
    this.isArmed = false;
    this.view.said.replaceChildren();
  }
}
