// One stream for all tabs of this browser: it opens six connections to an origin, no more.
import { follow } from "./event-stream.js";

const ports = new Set();
let stream = null;
/** The number of the last event of this stream. */
let last = 0;
let isKnown = false;

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data === "bye") ports.delete(port);
  };
  if (isKnown) port.postMessage(stream ? { kind: "online", stream, last } : { kind: "offline" });
};

follow((told) => {
  isKnown = true;
  if (told.kind === "online") [stream, last] = [told.stream, told.last];
  if (told.kind === "event") last = told.number ?? last;
  if (told.kind === "offline") stream = null;
  for (const port of ports) port.postMessage(told);
});
