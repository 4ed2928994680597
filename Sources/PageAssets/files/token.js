// The sign-in of this tab. The token stays in sessionStorage: it outlives a reload, so that a reading in the middle of it
// is the same clerk's, and it ends with the tab. No other tab and no cookie ever has it. Nothing else is kept.
const name = "idkiosk.token";
let held = null;
try {
  held = sessionStorage.getItem(name);
} catch {
  held = null;
}

export const token = {
  get value() {
    return held;
  },
  set value(next) {
    held = next;
    try {
      if (next) sessionStorage.setItem(name, next);
      else sessionStorage.removeItem(name);
    } catch {
      return;
    }
  },
};
