// The one stream of notifications: read with fetch, opened again when it ends.

/** Follows `/events` for ever; tells `{kind: "online", stream, last}`, `{kind: "offline"}` and `{kind: "event", message, number}`. */
export async function follow(tell) {
  let pause = 250;
  for (;;) {
    try {
      const response = await fetch("/events", { cache: "no-store", headers: { Accept: "text/event-stream" } });
      if (response.ok && response.body) {
        await read(response.body, (name, data, number) => {
          if (name === "stream") {
            pause = 250;
            tell({ kind: "online", stream: data.stream, last: 0 });
          } else {
            tell({ kind: "event", message: data, number });
          }
        });
      }
    } catch {
      // Said below: whatever ended the stream, there is none now.
    }
    tell({ kind: "offline" });
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, 2000);
  }
}

async function read(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    pending += value;
    for (;;) {
      const end = pending.match(/\r?\n\r?\n/);
      if (!end) break;
      const block = pending.slice(0, end.index);
      pending = pending.slice(end.index + end[0].length);
      message(block, heard);
    }
  }
}

function message(block, heard) {
  let name = "message";
  let number = null;
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("id:")) number = Number(line.slice(3));
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  if (data.length) heard(name, JSON.parse(data.join("\n")), number);
}
