#!/usr/bin/env python3
"""A USB reader for a virtual machine: the usbredir protocol in front, `idkiosk-emulator sam` behind.

    usbredir-reader.py --emulator PATH --socket PATH [--wiring split|single|plain|feature|counted|ccid] [--card CARD]

QEMU listens on the socket (`-chardev socket,path=...,server=on,wait=off -device usb-redir`). Commands come on standard
input, one a line: plug, unplug, and those of the emulator (card FILE, lift, fault ...). It ends with standard input.

ccid is a PC/SC reader for the machine's own pcscd and libccid, which list it as "VMware Virtual USB CCID": in front of
`idkiosk-emulator ccid-device`, whose commands are put CARD, lift, fault KIND[-at N] ... (docs/virtual-readers.md).

plain, feature and counted are HID readers, which a kernel's own driver takes first: whole frames in reports, feature
reports over the control endpoint, and reports with a count each.

The protocol is described in usbredir's docs/usb-redirection-protocol.md; the readers in docs/reader-protocol.md 2.1 to
2.3 and in the CCID class specification.
"""

import argparse
import socket
import struct
import subprocess
import sys
import threading

HELLO, CONNECT, RESET, INTERFACES, ENDPOINTS = 0, 1, 3, 4, 5
SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION, SET_ALT, GET_ALT, ALT = 6, 7, 8, 9, 10, 11
START_INTERRUPTS, STOP_INTERRUPTS, INTERRUPTS, CANCEL, CONTROL, BULK, INTERRUPT = 15, 16, 17, 21, 100, 101, 103
# What QEMU's xHCI asks for: the device's version, packet sizes beside the endpoints, long ids, long bulk lengths.
CAPABILITIES = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 6
SUCCESS, CANCELLED, STALL = 0, 1, 4
BULK_HEAD = "<BBHIH"  # endpoint, status, length, stream, upper half of the length
BULK_ENDS, INTERRUPT_ENDS, VENDOR, HID, SMART_CARD = 2, 3, 255, 3, 11
# id, interface class, endpoints, their kind
WIRINGS = {
    "split": ((0x0400, 0xC35A), VENDOR, (0x02, 0x06, 0x81, 0x85), BULK_ENDS),
    "single": ((0x0400, 0xC35A), VENDOR, (0x02, 0x81), BULK_ENDS),
    "plain": ((0x2B8B, 0x2721), HID, (0x02, 0x81), INTERRUPT_ENDS),
    "feature": ((0x2B8B, 0x2721), HID, (0x81,), INTERRUPT_ENDS),
    "counted": ((0x0483, 0x572B), HID, (0x02, 0x81), INTERRUPT_ENDS),
    "ccid": ((0x0E0F, 0x0004), SMART_CARD, (0x02, 0x81, 0x83), BULK_ENDS),
}
REPORT = 64
# Of the maker's own page: one report in, one out and one feature, each of 64 bytes.
REPORTS = bytes.fromhex("0600FF0901A101150026FF007508954009018102090191020901B102C0")


class Reader:
    def __init__(self, options):
        self.path, self.wiring = options.socket, options.wiring
        self.identity, self.interface_class, self.endpoints, self.kind = WIRINGS[options.wiring]
        self.is_ccid, self.is_hid = options.wiring == "ccid", self.interface_class == HID
        self.lock = threading.RLock()
        self.connection = None
        self.waiting = {}  # endpoint -> [(id, length)] of unanswered IN transfers
        self.ready = {}  # endpoint -> pieces that wait for one each
        self.request = b""
        self.listens = False  # to the interrupt endpoint
        self.held = []  # reports that wait to be asked for
        self.due = False  # whether a counted one was
        words = [options.emulator, "ccid-device" if self.is_ccid else "sam"]
        self.emulator = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        if self.is_ccid:
            self.tell("describe {:04x}:{:04x}".format(*self.identity))
            device, configuration = self.emulator.stdout.readline().split()[1:]
            self.device, self.configuration = bytes.fromhex(device), bytes.fromhex(configuration)
        if self.wiring == "counted":
            self.tell("select no")  # it selects a card by itself
        if options.card:
            self.tell(("put " if self.is_ccid else "card ") + options.card)
        threading.Thread(target=self.answers, daemon=True).start()

    def tell(self, line):
        self.emulator.stdin.write(line + "\n")
        self.emulator.stdin.flush()

    # MARK: the cable

    def plug(self):
        self.tell("power on")
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.path)
        with self.lock:
            self.connection, self.waiting, self.ready, self.request = connection, {}, {}, b""
            self.listens, self.held = False, []
        self.send(HELLO, b"idkiosk virtual reader".ljust(64, b"\0") + struct.pack("<I", CAPABILITIES))
        threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def unplug(self):
        with self.lock:
            connection, self.connection = self.connection, None
        if connection:
            connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def describe(self):
        count = struct.pack("<I", 1)
        self.send(INTERFACES, count + bytes([0]).ljust(32, b"\0") + bytes([self.interface_class]).ljust(32, b"\0") + bytes(64))
        kinds, sizes = bytearray([255] * 32), [0] * 32
        kinds[0] = kinds[16] = 0
        sizes[0] = sizes[16] = 64
        intervals = bytearray(32)
        for endpoint in self.endpoints:
            index = (endpoint & 0x80) >> 3 | endpoint & 0x0F
            kinds[index], sizes[index] = (self.kind, 64) if endpoint != 0x83 else (INTERRUPT_ENDS, 8)
            intervals[index] = 16 if endpoint == 0x83 else 1 if self.is_hid else 0
        self.send(ENDPOINTS, bytes(kinds) + bytes(intervals) + bytes(32) + struct.pack("<32H", *sizes))
        self.send(CONNECT, struct.pack("<BBBBHHH", 1, 0, 0, 0, *self.identity, 0x0063))

    # MARK: packets

    def send(self, kind, body, identity=0):
        with self.lock:
            if self.connection:
                try:
                    # Both sides know long ids; the greeting, before that is known, has a short one.
                    head = struct.pack("<III" if kind == HELLO else "<IIQ", kind, len(body), identity)
                    self.connection.sendall(head + body)
                except OSError:
                    pass

    def serve(self, connection):
        def take(count):
            data = b""
            while len(data) < count:
                piece = connection.recv(count - len(data))
                if not piece:
                    raise OSError
                data += piece
            return data

        try:
            kind, length, identity = struct.unpack("<III", take(12))
            while True:
                self.packet(kind, take(length), identity)
                kind, length, identity = struct.unpack("<IIQ", take(16))
        except OSError:
            pass

    def packet(self, kind, body, identity):
        if kind == HELLO:
            self.describe()
        elif kind == SET_CONFIGURATION:
            self.send(CONFIGURATION, bytes([SUCCESS, body[0]]), identity)
        elif kind == GET_CONFIGURATION:
            self.send(CONFIGURATION, bytes([SUCCESS, 1]), identity)
        elif kind in (SET_ALT, GET_ALT):
            self.send(ALT, bytes([SUCCESS, body[0], 0]), identity)
        elif kind == RESET:
            with self.lock:
                self.waiting, self.ready, self.request, self.held = {}, {}, b"", []
        elif kind == CANCEL:
            self.cancel(identity)
        elif kind == CONTROL:
            self.control(body, identity)
        elif kind == BULK:
            self.bulk(body, identity)
        elif kind in (START_INTERRUPTS, STOP_INTERRUPTS):
            self.send(INTERRUPTS, bytes([SUCCESS, body[0]]), identity)
            with self.lock:
                self.listens = kind == START_INTERRUPTS
                self.report()
        elif kind == INTERRUPT:  # a report that goes out
            self.send(INTERRUPT, struct.pack("<BBH", body[0], SUCCESS, len(body) - 4), identity)
            self.asked(body[4:])

    def control(self, body, identity):
        endpoint, request, kind, _, value, index, length = struct.unpack("<BBBBHHH", body[:10])
        data, status = b"", STALL
        if kind == 0x80 and request == 6:  # GET_DESCRIPTOR
            data = self.descriptor(value)[:length]
            status = SUCCESS if data else STALL
        elif kind == 0x81 and request == 6 and value >> 8 == 0x22 and self.is_hid:
            data, status = REPORTS[:length], SUCCESS
        elif kind == 0xA1 and request == 1 and value == 3 << 8 and self.wiring == "feature":
            # Where nothing waits the report is empty.
            with self.lock:
                data, status = (self.held.pop(0) if self.held else bytes(REPORT))[:length], SUCCESS
        elif kind == 0x80 and request == 0:  # GET_STATUS
            data, status = b"\x01\x00", SUCCESS
        elif kind & 0x80 == 0:
            status = SUCCESS
        answer = struct.pack("<BBBBHHH", endpoint, request, kind, status, value, index, len(data))
        self.send(CONTROL, answer + data, identity)
        if (kind, request, value) == (0x21, 9, 3 << 8) and self.wiring == "feature":
            self.asked(body[10:])

    def descriptor(self, value):
        kind, index = value >> 8, value & 255
        if self.is_ccid and kind in (1, 2):
            return self.device if kind == 1 else self.configuration
        if kind == 1:
            return bytes([18, 1, 0x10, 0x01, 0, 0, 0, 64]) + struct.pack("<HHH", *self.identity, 0x63) + bytes([0, 1, 0, 1])
        if kind == 2:
            ends = b"".join(bytes([7, 5, endpoint, self.kind, 64, 0, int(self.is_hid)]) for endpoint in self.endpoints)
            interface = bytes([9, 4, 0, 0, len(self.endpoints), self.interface_class, 0, 0, 0])
            if self.is_hid:
                interface += bytes([9, 0x21, 0x11, 0x01, 0, 1, 0x22, len(REPORTS), 0])
            whole = 9 + len(interface) + len(ends)
            return bytes([9, 2]) + struct.pack("<H", whole) + bytes([1, 1, 0, 0xC0, 50]) + interface + ends
        if kind == 3:
            text = b"\x09\x04" if index == 0 else "Virtual SAM reader".encode("utf-16le")
            return bytes([2 + len(text), 3]) + text
        return b""

    def bulk(self, body, identity):
        endpoint, _, low, _, high = struct.unpack(BULK_HEAD, body[:10])
        length, data = high << 16 | low, body[10:]
        if endpoint & 0x80:
            with self.lock:
                self.waiting.setdefault(endpoint, []).append((identity, length))
                self.deliver(endpoint)
            return
        self.send(BULK, struct.pack(BULK_HEAD, endpoint, SUCCESS, len(data), 0, 0), identity)
        if self.is_ccid:
            self.tell("out " + data.hex())
            return
        self.request += data
        if len(self.request) >= 7:
            length = int.from_bytes(self.request[5:7], "big")
            if len(self.request) >= 7 + length:
                frame, self.request = self.request[: 7 + length], b""
                self.tell("req " + frame.hex())

    def asked(self, report):
        """A frame of the host, filled up with zeros to a report; a counted one may only ask for the next part."""
        if self.wiring == "counted":
            if report[:1] == b"\xFF":
                with self.lock:
                    self.due = True
                    self.report()
                return
            report = report[1: 1 + report[0]]
        with self.lock:
            self.held, self.due = [], True
        self.tell("req " + report[: 7 + int.from_bytes(report[5:7], "big")].hex())

    def cancel(self, identity):
        with self.lock:
            for endpoint, waiting in self.waiting.items():
                for entry in waiting:
                    if entry[0] == identity:
                        waiting.remove(entry)
                        self.send(BULK, struct.pack(BULK_HEAD, endpoint, CANCELLED, 0, 0, 0), identity)
                        return

    def deliver(self, endpoint):
        waiting, ready = self.waiting.get(endpoint, []), self.ready.get(endpoint, [])
        while waiting and ready:
            identity, length = waiting.pop(0)
            piece, rest = ready[0][:length], ready[0][length:]
            ready[:1] = [rest] if rest else []
            self.send(BULK, struct.pack(BULK_HEAD, endpoint, SUCCESS, len(piece), 0, 0) + piece, identity)

    # MARK: the emulator

    def answers(self):
        for line in self.emulator.stdout:
            words = line.split()
            if words[:1] == ["change"]:
                self.interrupt(bytes.fromhex(words[1]))
                continue
            if words[:1] == ["unplug"]:
                self.unplug()
            if words[:1] not in (["rsp"], ["in"]):
                print(line.strip(), flush=True)
                continue
            data = bytes.fromhex(words[2])
            timer = threading.Timer(float(words[1]) / 1000, self.emit, (data, self.connection))
            timer.daemon = True
            timer.start()

    def interrupt(self, data, endpoint=0x83):
        with self.lock:
            if self.listens:
                self.send(INTERRUPT, struct.pack("<BBH", endpoint, SUCCESS, len(data)) + data)

    def report(self):
        """Sends the reports that wait, as soon as somebody listens; counted ones one at a time, for each is asked for."""
        if self.wiring not in ("plain", "counted"):
            return
        while self.listens and self.held and (self.due or self.wiring == "plain"):
            self.due = False
            self.interrupt(self.held.pop(0), 0x81)

    def emit(self, data, connection):
        with self.lock:
            if connection is not self.connection:
                return
            if self.is_hid:
                room = REPORT - (self.wiring == "counted")
                parts = [data[i: i + room] for i in range(0, len(data), room)]
                if self.wiring == "counted":
                    parts = [bytes([len(part)]) + part for part in parts]
                self.held += [part.ljust(REPORT, b"\0") for part in parts]
                self.report()
                return
            parts = [(0x81, data[:7]), (0x85, data[7:])] if self.wiring == "split" else [(0x81, data)]
            for endpoint, part in parts:
                self.ready.setdefault(endpoint, []).append(part)
                self.deliver(endpoint)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--emulator", required=True)
    parser.add_argument("--socket", required=True)
    parser.add_argument("--wiring", choices=WIRINGS, default="single")
    parser.add_argument("--card")
    reader = Reader(parser.parse_args())
    for line in sys.stdin:
        word = line.strip()
        if word == "plug":
            reader.plug()
        elif word == "unplug":
            reader.unplug()
        elif word:
            reader.tell(word)


main()
