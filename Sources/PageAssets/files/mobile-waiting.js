// A code that waits to be said: its life and its message, counted on a clock that nobody sets.
import { wirePair } from "./language.js";

/** What says more about the telephone wins, however late it comes. */
const ranks = { queued: 0, sent: 1, unknown: 2, failed: 2, delivered: 3 };

export class WaitingCode {
  constructor({ phoneMasked, purpose, state, secondsLeft, triesLeft, secondsToNext, message, delivery }) {
    const now = performance.now();
    Object.assign(this, { phoneMasked, purpose, state, triesLeft, message, delivery });
    this.endsAt = now + secondsLeft * 1000;
    this.nextAt = now + secondsToNext * 1000;
  }

  get isOpen() {
    return this.state === "open" && this.secondsLeft > 0;
  }

  get secondsLeft() {
    return secondsUntil(this.endsAt);
  }

  /** Takes over where the message stands; whether that said anything new. */
  hear(delivery) {
    const old = this.delivery;
    if (!delivery || (ranks[delivery.state] ?? 0) < (ranks[old.state] ?? 0)) return false;
    this.delivery = delivery;
    return old.state !== delivery.state || old.reason !== delivery.reason;
  }
}

/** Whole seconds until a moment of `performance.now`. */
export function secondsUntil(moment) {
  return Math.max(0, Math.ceil((moment - performance.now()) / 1000));
}

/** A time in words: hours and minutes, under an hour minutes and seconds. */
export function timeLeft(seconds) {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return { zh: `${hours} 小时 ${minutes} 分`, en: `${hours} h ${minutes} min` };
  if (minutes > 0) return { zh: `${minutes} 分 ${rest} 秒`, en: `${minutes} min ${rest} s` };
  return { zh: `${rest} 秒`, en: `${rest} s` };
}

/** Why a message waits, failed or is unknown; `null` where there is nothing to say. */
export function deliveryReason(delivery) {
  if (!delivery.reason) return null;
  const cut = delivery.text.indexOf("：");
  return cut < 0 ? null : wirePair(delivery.text.slice(cut + 1));
}
