// Done: files what stands on the Read screen, and says what became of it.
import { endSession } from "./card-wait.js";
import { pair } from "./language.js";
import { shownKeys } from "./read-keys.js";
import { CallFailure } from "./rpc.js";
import { sounds } from "./sounds.js";

const heard = { filed: "filed", renewed: "filed", unchanged: "known", older: "known", queued: "filed" };

/** Files the reading of `screen`; with `then` another screen goes on with the filed person. What comes late is dropped. */
export async function fileShown(screen, then) {
  const { session, view, kiosk } = screen;
  screen.isFiling = true;
  screen.verdict.say("wait", pair("read.filing"));
  screen.keys.show(shownKeys(screen));
  try {
    const filing = await kiosk.call("card.file", { session });
    if (filing.outcome === "failed") throw CallFailure.of(filing.error);
    if (screen.view === view) filed(screen, filing, then);
  } catch (failure) {
    if (screen.view === view) notFiled(screen, failure);
  }
}

/** Whether the failure says that the time of this card is over. */
export function sessionIsOver(failure) {
  return failure.reason?.startsWith("session.");
}

function filed(screen, filing, then) {
  if (screen.handOff) {
    screen.handOff.filed();
    return;
  }
  const { session, reading, kiosk } = screen;
  screen.session = null;
  if (then && filing.person) {
    kiosk.go(then, { session, person: filing.person, reading });
    return;
  }
  endSession(session);
  sounds.play(heard[filing.outcome] ?? "again");
  screen.begin({
    kind: { conflict: "warning", older: "info" }[filing.outcome] ?? "ok", words: `read.did.${filing.outcome}`,
    at: new Date(), more: kiosk.isSelfService ? "read.takeBack" : "read.giveBack", outcome: filing.outcome,
  });
}

function notFiled(screen, failure) {
  screen.isFiling = false;
  sounds.play("again");
  screen.kiosk.say("read.did.not", { urgent: true });
  if (sessionIsOver(failure)) {
    screen.begin({ kind: "warning", words: "read.ended" });
  } else if (failure.reason === "page.offline") {
    screen.begin({ kind: "warning", words: "read.did.unsure" });
  } else {
    screen.verdict.sayFailure(failure, "read.did.not");
    screen.keys.show(shownKeys(screen));
  }
}
