// Which tab waits for cards: one at a time, the one that was looked at last.
const name = "idkiosk.cards";

/** The turn of this tab. `onchange` is called when it is won or lost. */
export class Turn {
  constructor(onchange) {
    this.isMine = false;
    this.onchange = onchange;
    this.giveBack = null;
    this.look = () => (this.isVisible ? this.take() : this.leave());
    document.addEventListener("visibilitychange", this.look);
    addEventListener("focus", this.look);
    this.look();
  }

  get isVisible() {
    return document.visibilityState === "visible";
  }

  /** Takes the turn, from whoever has it. */
  take() {
    if (this.isMine) return;
    if (!navigator.locks) {
      this.set(true);
      return;
    }
    const held = new Promise((resolve) => {
      this.giveBack = resolve;
    });
    const request = Symbol();
    this.request = request;
    navigator.locks
      .request(name, { steal: true }, () => {
        if (this.request !== request) return undefined;
        this.set(true);
        return held;
      })
      .catch(() => {
        // Another tab took it.
        if (this.request === request) this.set(false);
      });
  }

  /** Lets others have it. */
  leave() {
    this.request = null;
    this.giveBack?.();
    this.giveBack = null;
    this.set(false);
  }

  /** Leaves, and asks for it no more. */
  stop() {
    this.onchange = () => {};
    document.removeEventListener("visibilitychange", this.look);
    removeEventListener("focus", this.look);
    this.leave();
  }

  set(isMine) {
    if (this.isMine === isMine) return;
    this.isMine = isMine;
    this.onchange(isMine);
  }
}
