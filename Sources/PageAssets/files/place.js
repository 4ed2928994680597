// Where this tab was: a reload, or a sign-in that ended by itself, goes on there. It ends with the tab, and holds no
// value about a person.
const name = "idkiosk.place";

export const place = {
  /** `{screen, begin}` as `kiosk.stay` left it, or `null`. */
  get value() {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch {
      return null;
    }
  },
  set value(next) {
    try {
      if (next) sessionStorage.setItem(name, JSON.stringify(next));
      else sessionStorage.removeItem(name);
    } catch {
      return;
    }
  },
};
