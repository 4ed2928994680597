// Notifications of the counter, from the worker that all tabs share.
import { follow } from "./event-stream.js";

const listeners = new Map();
/** How long an answer waits, in milliseconds, for what was told before it: one stream that hangs must not hold every call. */
const patience = 3000;
/** The number of the last event that was heard. */
let last = 0;
/** Who waits until the stream has come so far. */
let behind = [];

export const events = {
  /** The id of the stream, sent with each call; `null` while the daemon cannot be reached. */
  stream: null,
  /** Whether anything was heard yet, be it that the daemon is away. */
  isKnown: false,

  /** Calls `listener` with the parameters of each notification `name`, or on `online` and `offline`; returns how to stop. */
  on(name, listener) {
    if (!listeners.has(name)) listeners.set(name, new Set());
    listeners.get(name).add(listener);
    return () => listeners.get(name).delete(listener);
  },

  /** Settled when event `number` of `stream` was heard, and all before it; also when it cannot come any more. */
  caughtUp(stream, number) {
    if (stream !== events.stream || number <= last) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patience);
      behind.push({ number, go: () => (clearTimeout(timer), resolve()) });
    });
  },

  /** Begins to listen. */
  start() {
    if (typeof SharedWorker === "undefined") {
      follow(heard);
      return;
    }
    const worker = new SharedWorker("/events-worker.js", { type: "module", name: "idkiosk" });
    worker.port.onmessage = ({ data }) => heard(data);
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
    // A page that the browser kept and shows again has lost its port.
    addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
  },
};

function heard(told) {
  events.isKnown = true;
  if (told.kind === "online") {
    if (events.stream === told.stream) return;
    events.stream = told.stream;
    reached(Infinity);
    // A worker of an earlier version, which other tabs keep, tells no numbers.
    last = told.last ?? Infinity;
    tell("online", {});
  } else if (told.kind === "offline") {
    events.stream = null;
    reached(Infinity);
    tell("offline", {});
  } else {
    if (told.message?.method) tell(told.message.method, told.message.params ?? {});
    if (told.number) reached(told.number);
  }
}

function reached(number) {
  last = number;
  const over = behind.filter((one) => one.number <= number);
  behind = behind.filter((one) => one.number > number);
  for (const one of over) one.go();
}

function tell(name, parameters) {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(parameters);
}
