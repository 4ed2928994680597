// One stream for all tabs of this browser: it opens six connections to an origin, no more.
import { follow } from "./event-stream.js";

const ports = new Set();
let stream = null;
let isKnown = false;

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data === "bye") ports.delete(port);
  };
  if (isKnown) port.postMessage(stream ? { kind: "online", stream } : { kind: "offline" });
};

follow((told) => {
  isKnown = true;
  if (told.kind === "online") stream = told.stream;
  if (told.kind === "offline") stream = null;
  for (const port of ports) port.postMessage(told);
});
