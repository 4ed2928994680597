// What was shown on a press is hidden by itself: after so many seconds by a monotonic clock, or when the page goes out of sight.

/** For how long values that were asked for stay. */
export const shownSeconds = 60;

export class HideTimer {
  /** `tick` gets the seconds left, `over` is called once. */
  constructor({ tick = () => {}, over }) {
    this.end = performance.now() + shownSeconds * 1000;
    this.tick = tick;
    this.over = over;
    this.look = () => this.check();
    this.timer = setInterval(this.look, 500);
    document.addEventListener("visibilitychange", this.look);
    tick(shownSeconds);
  }

  check() {
    const left = Math.ceil((this.end - performance.now()) / 1000);
    if (left > 0 && document.visibilityState === "visible") {
      this.tick(left);
      return;
    }
    this.stop();
    this.over();
  }

  /** Counts no more. */
  stop() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.look);
  }
}
