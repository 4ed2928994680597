// Whether this computer's clock can be believed: every reading and filing carries its time.

/** A clock that says less was never set: nothing of this program is older. */
const earliest = Date.UTC(2026, 0, 1);
const tolerance = 120_000;
const listeners = new Set();
let began = { wall: Date.now(), steady: performance.now() };
let problem = null;

export const clock = {
  /** `null`, or the key of the text that says what is wrong. */
  get problem() {
    return problem;
  },

  /** Calls `listener` when it changes. */
  onchange(listener) {
    listeners.add(listener);
  },

  /** Compares with the time of an answer, and with the time that went by. */
  heard(date) {
    const now = Date.now();
    const told = date ? Date.parse(date) : NaN;
    if (now < earliest) set("clock.unset");
    else if (Number.isFinite(told) && Math.abs(told - now) > tolerance) set("clock.differs");
    else if (steppedBack(now)) set("clock.steppedBack");
    else if (problem !== "clock.behindArchive") set(null);
  },

  /** Something on file was read later than now. */
  seen(isoDate) {
    const at = Date.parse(isoDate ?? "");
    if (Number.isFinite(at) && at > Date.now() + tolerance) set("clock.behindArchive");
  },
};

/** A clock set forward cannot be told from a computer that slept; one set back can. */
function steppedBack(now) {
  const expected = began.wall + (performance.now() - began.steady);
  if (now > expected) began = { wall: now, steady: performance.now() };
  return now < expected - tolerance;
}

function set(next) {
  if (problem === next) return;
  problem = next;
  for (const listener of listeners) listener(problem);
}
