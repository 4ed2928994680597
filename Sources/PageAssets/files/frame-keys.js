// The keys that hold everywhere, and who gets the others.
import { takesKeys } from "./dom.js";
import { switchLanguage } from "./language.js";

/** Goes to a screen, uses a tool of the header, or hands the key to the screen that is shown. */
export function frameKey(frame, event) {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.altKey && !event.ctrlKey && toolKey(frame, event)) return event.preventDefault();
  const name = keyName(event);
  const screen = !event.repeat && frame.head.hasScreens && frame.choices.find((one) => one.key === name);
  if (screen) {
    event.preventDefault();
    if (screen !== frame.mounted?.screen) frame.go(screen.id);
    return;
  }
  if (takesKeys(event.target) && (name === "Enter" || name === "Space" || name.length === 1)) return;
  if (event.repeat) return;
  if (frame.mounted?.handle?.key?.(name, event)) event.preventDefault();
  else if (name === "Escape" && frame.head.hasScreens) {
    event.preventDefault();
    frame.go("read");
  }
}

/** Whether the key with Alt is one of the header's. */
function toolKey(frame, { code, repeat }) {
  if (code === "KeyL") {
    if (!repeat) switchLanguage();
  } else if (code === "KeyM") {
    if (!repeat) frame.head.sound.toggle();
  } else if (code === "KeyP") {
    if (!repeat && frame.wasSignedIn && frame.mounted?.screen.id !== "password") frame.go("password");
  } else if (code === "KeyQ") {
    if (frame.wasSignedIn) frame.lock("signIn.out");
  } else {
    return false;
  }
  return true;
}

/** A key by one name: `F2`, `Shift+F2`, `Alt+W`, `Enter`, `Space`, `a`. */
function keyName(event) {
  const name = event.key === " " ? "Space" : event.key;
  if (event.altKey) return `Alt+${name.length === 1 ? name.toUpperCase() : name}`;
  return event.shiftKey && name.length > 1 ? `Shift+${name}` : name;
}
