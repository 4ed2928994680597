// What the keys of the Mobile number screen do, step by step.
import { typedNumber } from "./mobile-number.js";
import { secondsUntil } from "./mobile-waiting.js";

/** The keys of the step that is open: `{id, words, key, act, isPrimary, isClosed}`; what is not there is left out. */
export function keysOf(screen) {
  const escape = (words, act) => ({ id: "leave", words, key: "Escape", act });
  const isOpen = !screen.calls.isBusy;
  switch (screen.step) {
    case "face": return [
      { id: "face", words: "mobile.face.yes", key: "Enter", isPrimary: true, isClosed: !isOpen, act: () => screen.afterFace() },
      escape("mobile.face.no", () => screen.leave("mobile.left", "info")),
    ];
    case "number": return [
      { id: "send", words: "mobile.send", key: "Enter", isPrimary: true, isClosed: !isOpen || !typedNumber(screen.field?.value ?? "").isWhole, act: () => screen.calls.send() },
      screen.canContinue && { id: "continue", words: "mobile.continue", key: "F4", isClosed: !isOpen, act: () => screen.go("code") },
      screen.file.phoneMasked && screen.kiosk.who.may("phone.release") && { id: "release", words: "mobile.release", key: "Shift+F4", isClosed: !isOpen, act: () => screen.go("release") },
      escape("mobile.leave", () => screen.leave("mobile.left", "info")),
    ];
    case "release": return [
      { id: "releaseNow", words: "mobile.release.now", key: "Enter", isPrimary: true, isClosed: !isOpen, act: () => screen.calls.release() },
      { id: "back", words: "mobile.back", key: "PageUp", isClosed: !isOpen, act: () => screen.go("number") },
      escape("mobile.leave", () => screen.leave("mobile.left", "info")),
    ];
    case "code": return [
      { id: "confirm", words: `mobile.confirm.${screen.purpose}`, key: "Enter", isPrimary: true, isClosed: !isOpen || !screen.waiting.isOpen, act: () => screen.calls.confirm() },
      // Who came back with a new reading says the number again.
      screen.phone && { id: "resend", words: "mobile.resend", key: "F4", isClosed: !isOpen || secondsUntil(screen.nextAt) > 0, act: () => screen.calls.send() },
      { id: "back", words: "mobile.otherNumber", key: "PageUp", isClosed: !isOpen, act: () => screen.otherNumber() },
      escape(screen.waiting.isOpen ? "mobile.later" : "mobile.leave", () => screen.leave(screen.waiting.isOpen ? "mobile.left.waiting" : "mobile.left", "info")),
    ];
    case "done": return [{ id: "done", words: screen.isSelf ? "self.return" : "mobile.finish", key: "Enter", isPrimary: true, act: () => screen.finish() }];
    case "refused": return [{ id: "leave", words: "mobile.return", key: "Enter", isPrimary: true, act: () => screen.leave("mobile.left", "info") }];
    default: return [escape("mobile.leave", () => screen.leave("mobile.left", "info"))];
  }
}
