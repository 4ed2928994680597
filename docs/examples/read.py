#!/usr/bin/env python3
"""Waits for a card, reads it and files the person: a whole client of idkiosk (docs/protocol.md)."""
import json
import os
import socket
import sys
import time

DONE = {"filed", "unchanged", "renewed", "older", "queued"}
HINTS = {"waiting": "请放卡 lay a card on the reader", "liftAndLayAgain": "请拿起卡片再放一次 lift the card and lay it again"}


class Failure(Exception):
    """What the server said was the matter."""

    def __init__(self, data):
        super().__init__(f"{data.get('message', '')} {data.get('action', '')} [{data.get('reason')}]")
        self.retry = data.get("retry") is True


class Counter:
    """A connection to the counter daemon."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(os.environ.get("IDKIOSK_RUNTIME_DIR", "/run/idkiosk") + "/counter.sock")
        self.lines = self.socket.makefile("rb")  # Whole lines, however the stream was cut.
        self.last_id = 0
        self.call("hello", client="read.py", protocol=[1, 1])

    def call(self, method, **params):
        """Makes a call and waits for its answer; what comes before is told or passed over."""
        self.last_id += 1
        request = {"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        while (line := self.lines.readline()).endswith(b"\n"):
            message = json.loads(line)
            if message.get("method") == "read.progress" and message["params"].get("step") in HINTS:
                print(HINTS[message["params"]["step"]], file=sys.stderr)
            if message.get("id") == self.last_id and "error" in message:
                raise Failure(message["error"].get("data", {}))
            if message.get("id") == self.last_id:
                return message["result"]
        raise ConnectionError("the counter has gone")

    def close(self):
        self.lines.close()
        self.socket.close()


def read():
    """One reading, already filed; tries again where that can help."""
    for _ in range(10):
        counter = None
        try:
            counter = Counter()
            return counter.call("card.read", file=True, timeoutSeconds=60)
        except Failure as failure:
            print(failure, file=sys.stderr)
            if not failure.retry:
                return None
        except OSError as error:
            print(error, file=sys.stderr)
        finally:
            if counter:
                counter.close()
        time.sleep(1)
    return None


def main():
    reading = read()
    if reading is None:
        return 1
    for member, value in reading["document"].items():
        if isinstance(value, str) and value:
            print(f"{member}: {value}")
    filing = reading.get("filing", {})
    print(f"filing: {filing.get('outcome')}")
    if "error" in filing:
        print(Failure(filing["error"]), file=sys.stderr)
    return 0 if filing.get("outcome") in DONE else 2


if __name__ == "__main__":
    sys.exit(main())
