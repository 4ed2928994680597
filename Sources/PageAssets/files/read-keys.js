// What the keys of the Read screen do: while it waits, and while a person stands on it.

/** The keys while no reading is shown; `told` is what the waiting told last. */
export function idleKeys(told, screen) {
  const again = (words) => ({ id: "again", words, key: "Space", isPrimary: true, act: () => screen.wait.again() });
  switch (told.phase) {
    case "elsewhere": return [again("read.here")];
    case "failed": case "trouble": return [again("read.retry")];
    case "choose": return [
      ...(told.readers ?? []).map((reader, index) => ({
        id: `reader-${index + 1}`, words: { zh: reader.name, en: reader.name }, key: String(index + 1), isPrimary: true,
        act: () => screen.wait.start(reader.id),
      })),
      { ...again("read.retry"), isPrimary: false },
    ];
    default: return [];
  }
}

/** The keys over a reading. Those that file are closed until it is known what they would do. */
export function shownKeys(screen) {
  const { mayFile, kiosk, handOff } = screen;
  const isSelf = kiosk.isSelfService;
  const primary = mayFile
    ? { id: "done", words: handOff ? "handoff.done" : isSelf ? "self.done" : "read.done", act: () => screen.done() }
    : { id: "done", words: isSelf ? "self.return" : "read.return", act: () => screen.cancel("read.did.returned") };
  const canDo = screen.comparison && (screen.isOpen || !mayFile) && !screen.isFiling;
  return [
    { ...primary, key: "Enter", isPrimary: true, isClosed: !canDo },
    mayFile && kiosk.has("mobile") && { id: "mobile", words: isSelf ? "self.mobile" : "read.mobile", key: "F4", isClosed: !canDo, act: () => screen.done("mobile") },
    { id: "again", words: "read.again", key: "Space", act: () => screen.again() },
    handOff ? handOff.cancelKey : !(isSelf && !mayFile) && { id: "cancel", words: isSelf ? "self.return" : "read.cancel", key: "Escape", act: () => screen.cancel("read.cleared") },
  ];
}
