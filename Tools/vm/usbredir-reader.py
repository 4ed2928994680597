#!/usr/bin/env python3
"""A USB reader for a virtual machine: the usbredir protocol in front, `idkiosk-emulator sam` behind.

    usbredir-reader.py --emulator PATH --socket PATH [--wiring split|single|ccid] [--card CARD]

QEMU listens on the socket (`-chardev socket,path=...,server=on,wait=off -device usb-redir`). Commands come on standard
input, one a line: plug, unplug, and those of the emulator (card FILE, lift, fault ...). It ends with standard input.

ccid is a PC/SC reader for the machine's own pcscd and libccid, which list it as "VMware Virtual USB CCID": in front of
`idkiosk-emulator ccid-device`, whose commands are put CARD, lift, fault KIND[-at N] ... (docs/virtual-readers.md).

The protocol is described in usbredir's docs/usb-redirection-protocol.md; the readers in docs/reader-protocol.md 2.2 and
in the CCID class specification.
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
WIRINGS = {"split": (0x02, 0x06, 0x81, 0x85), "single": (0x02, 0x81), "ccid": (0x02, 0x81, 0x83)}
CCID_ID = 0x0E0F, 0x0004
PREAMBLE = b"\xAA\xAA\xAA\x96\x69"


class Reader:
    def __init__(self, options):
        self.path, self.endpoints = options.socket, WIRINGS[options.wiring]
        self.is_split, self.is_ccid = options.wiring == "split", options.wiring == "ccid"
        self.identity = CCID_ID if self.is_ccid else (0x0400, 0xC35A)
        self.lock = threading.RLock()
        self.connection = None
        self.waiting = {}  # endpoint -> [(id, length)] of unanswered IN transfers
        self.ready = {}  # endpoint -> pieces that wait for one each
        self.request = b""
        self.listens = False  # to the interrupt endpoint
        words = [options.emulator, "ccid-device" if self.is_ccid else "sam"]
        self.emulator = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        if self.is_ccid:
            self.tell("describe {:04x}:{:04x}".format(*self.identity))
            device, configuration = self.emulator.stdout.readline().split()[1:]
            self.device, self.configuration = bytes.fromhex(device), bytes.fromhex(configuration)
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
            self.listens = False
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
        interface_class = 11 if self.is_ccid else 255
        self.send(INTERFACES, count + bytes([0]).ljust(32, b"\0") + bytes([interface_class]).ljust(32, b"\0") + bytes(64))
        kinds, sizes = bytearray([255] * 32), [0] * 32
        kinds[0] = kinds[16] = 0
        sizes[0] = sizes[16] = 64
        for endpoint in self.endpoints:
            index = (endpoint & 0x80) >> 3 | endpoint & 0x0F
            kinds[index], sizes[index] = (2, 64) if endpoint != 0x83 else (3, 8)
        intervals = bytearray(32)
        intervals[0x13] = 16
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
                self.waiting, self.ready, self.request = {}, {}, b""
        elif kind == CANCEL:
            self.cancel(identity)
        elif kind == CONTROL:
            self.control(body, identity)
        elif kind == BULK:
            self.bulk(body, identity)
        elif kind in (START_INTERRUPTS, STOP_INTERRUPTS):
            with self.lock:
                self.listens = kind == START_INTERRUPTS
            self.send(INTERRUPTS, bytes([SUCCESS, body[0]]), identity)

    def control(self, body, identity):
        endpoint, request, kind, _, value, index, length = struct.unpack("<BBBBHHH", body[:10])
        data, status = b"", STALL
        if kind == 0x80 and request == 6:  # GET_DESCRIPTOR
            data = self.descriptor(value)[:length]
            status = SUCCESS if data else STALL
        elif kind == 0x80 and request == 0:  # GET_STATUS
            data, status = b"\x01\x00", SUCCESS
        elif kind & 0x80 == 0:
            status = SUCCESS
        answer = struct.pack("<BBBBHHH", endpoint, request, kind, status, value, index, len(data))
        self.send(CONTROL, answer + data, identity)

    def descriptor(self, value):
        kind, index = value >> 8, value & 255
        if self.is_ccid and kind in (1, 2):
            return self.device if kind == 1 else self.configuration
        if kind == 1:
            return bytes([18, 1, 0x10, 0x01, 0, 0, 0, 64]) + struct.pack("<HHH", 0x0400, 0xC35A, 0x63) + bytes([0, 1, 0, 1])
        if kind == 2:
            ends = b"".join(bytes([7, 5, endpoint, 2, 64, 0, 0]) for endpoint in self.endpoints)
            interface = bytes([9, 4, 0, 0, len(self.endpoints), 255, 0, 0, 0])
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

    def interrupt(self, data):
        with self.lock:
            if self.listens:
                self.send(INTERRUPT, struct.pack("<BBH", 0x83, SUCCESS, len(data)) + data)

    def emit(self, data, connection):
        with self.lock:
            if connection is not self.connection:
                return
            parts = [(0x81, data[:7]), (0x85, data[7:])] if self.is_split else [(0x81, data)]
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
