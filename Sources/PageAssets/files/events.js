// Notifications of the counter, from the worker that all tabs share.
import { follow } from "./event-stream.js";

const listeners = new Map();

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
    tell("online", {});
  } else if (told.kind === "offline") {
    events.stream = null;
    tell("offline", {});
  } else if (told.message?.method) {
    tell(told.message.method, told.message.params ?? {});
  }
}

function tell(name, parameters) {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(parameters);
}
