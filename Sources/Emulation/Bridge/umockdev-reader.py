#!/usr/bin/python3
"""Live virtual USB and HID readers: umockdev in front, `idkiosk-emulator sam` behind.

    idkiosk-emulator usb [--shape SHAPE] [--id VVVV:PPPP] [--serial TEXT] [--ports 1,2]
    idkiosk-emulator ccid --runtime-dir DIR [--module MODULE] [--card CARD] [--id VVVV:PPPP] [--serial TEXT]

The shapes are those of docs/reader-protocol.md 2: split and single (0400:C35A), chunks and chunks-interrupt
(0316:5020), plain and feature (2B8B:2721), counted (0483:572B), bare (no known id), and silent: a device that
only tells its id. --id gives another id than the shape's own.

ccid is a PC/SC reader, with a private pcscd and the machine's own libccid in front: clients find it by
PCSCLITE_CSOCK_NAME=DIR/pcscd.comm, which it prints in `ready`, as "VMware Virtual USB CCID", whose id libccid knows.
MODULE is pages, escape (a security module behind the escape command) or apdu (behind the pseudo-APDU FF 00 00 00). It is
plugged in from the start.

It runs with LD_PRELOAD=libumockdev-preload.so.0 (uevents need it). It prints `ready DIR`; a client started with
UMOCKDEV_DIR=DIR and the same LD_PRELOAD sees the readers. Commands come on standard input, one a line, and may begin
with `@PORT ` when they are not for the first port:

    plug, unplug, replug         unplugging ends pending transfers; a plug gives a new address
    driver on, driver off        a kernel driver is bound to the interface
    claims on, claims off        off: the kernel refuses every claim with an error of its own
    endpoints usual, endpoints strange    strange: from the next plugging on they are those of no known reader
    access on, access off        the device node can be opened by its user
    yank                         the device answers nothing but ENODEV, and no event tells so
    events off, events on        off: plugging and unplugging is told to nobody
    card FILE, lift, fault ..., times ...     are for the emulator

Those of ccid are plug, unplug, replug, pcscd start|stop|kill, put CARD, lift, times ..., address TEXT, fault clear and
fault KIND[-at N] [VALUE], at the Nth command from now: pull, hang, status HEX4, unplug, delay MS, cut BYTES, noise HEX,
error HEX2 (the reader's own), stall, more-time TIMES, swap CARD; with a module also the faults of usb.

What happens is printed, one event a line (`@PORT ` in front for other ports than the first): plugged ADDRESS, unplugged,
opened, closed, claimed, released, detached, attached, reset, request CCPP (command and parameter), ok COMMAND; of ccid
also inserted, removed, silent, command NUMBER.
It ends when standard input ends.
"""

import argparse
import errno
import heapq
import itertools
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402

# linux/usbdevice_fs.h
SETINTERFACE, SUBMITURB, DISCARDURB, REAPURBNDELAY = 0x80085504, 0x8038550A, 0x550B, 0x4008550D
CLAIMINTERFACE, RELEASEINTERFACE, IOCTL, CLEAR_HALT = 0x8004550F, 0x80045510, 0xC0105512, 0x80045515
RESET, GET_CAPABILITIES, DISCONNECT_CLAIM, GETDRIVER = 0x5514, 0x8004551A, 0x8108551B, 0x41045508
DISCONNECT, CONNECT = 0x5516, 0x5517
IDLE, GONE = -errno.EAGAIN, -errno.ENODEV  # nothing to reap
TALKING = threading.Lock()
URB_SIZE, PACKET, PREAMBLE = 56, 64, b"\xAA\xAA\xAA\x96\x69"
CONTROL, INTERRUPT, BULK = 2, 3, 2  # URB type of a control transfer; endpoint attributes

# id, interface class, endpoints, their kind
SHAPES = {
    "split": ("0400:c35a", 255, (0x02, 0x06, 0x81, 0x85), BULK),
    "single": ("0400:c35a", 255, (0x02, 0x81), BULK),
    "chunks": ("0316:5020", 255, (0x02, 0x81), BULK),
    "chunks-interrupt": ("0316:5020", 255, (0x02, 0x81), INTERRUPT),
    "plain": ("2b8b:2721", 3, (0x02, 0x81), INTERRUPT),
    "feature": ("2b8b:2721", 3, (0x81,), INTERRUPT),
    "counted": ("0483:572b", 3, (0x02, 0x81), INTERRUPT),
    "bare": ("2b8b:2721", 3, (0x02, 0x81), INTERRUPT),
    "silent": ("261a:0007", 3, (0x02, 0x81), INTERRUPT),
    "ccid": ("0e0f:0004", 11, (0x02, 0x81, 0x83), BULK),
}
REPORTS = ("plain", "feature", "counted", "bare", "silent")


class Reader:
    """One port with its emulator; a device while it is plugged in."""

    def __init__(self, testbed, port, first, options):
        self.testbed, self.port, self.prefix = testbed, port, "" if first else f"@{port} "
        self.shape, self.serial = options.shape, options.serial
        own, self.interface_class, self.endpoints, self.kind = SHAPES[options.shape]
        self.vendor, self.product = (int(part, 16) for part in (options.id or own).split(":"))
        self.lock = threading.RLock()
        self.address = port * 10
        self.path = None
        self.alive = False
        self.driver = False
        self.detached = False
        self.claimed = False
        self.refuses = False
        self.idle = 0  # how often there was nothing to reap, and nothing asked for
        self.strange = False
        self.generation = 0  # of the emulator's answers: what was on its way before a reset or unplug is dropped
        self.pending = []  # submitted IN transfers: (endpoint, pointer, urb, buffer, length, bytes so far)
        self.done = []  # finished ones
        self.packets = {}  # what waits on an IN endpoint
        self.head = b""  # of a request, split wiring
        self.tail, self.rest = b"", 0
        environment = {k: v for k, v in os.environ.items() if k not in ("LD_PRELOAD", "UMOCKDEV_DIR")}
        words = ["sam"] if self.shape != "ccid" else ["ccid-device", "--module", options.module]
        if options.card:
            words += ["--card", options.card]
        self.child = subprocess.Popen(
            [options.emulator] + words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=environment)
        self.halted = False
        if self.shape == "ccid":
            self.tell(f"describe {self.vendor:04x}:{self.product:04x}")
            self.told = b"".join(bytes.fromhex(part) for part in self.child.stdout.readline().split()[1:])
        self.turn, self.planned, self.order = threading.Condition(), [], itertools.count()
        if self.shape == "counted":
            self.tell("select no")
        threading.Thread(target=self.answers, daemon=True).start()
        threading.Thread(target=self.keep_time, daemon=True).start()

    def say(self, text):
        with TALKING:  # or the lines of two threads run into one
            sys.stdout.write(f"{self.prefix}{text}\n")
            sys.stdout.flush()

    # MARK: commands

    def command(self, line):
        word, _, rest = line.partition(" ")
        if word == "plug":
            self.plug()
        elif word == "unplug":
            self.unplug()
        elif word == "replug":
            self.unplug()
            self.plug()
        elif word == "yank":
            self.die()
        elif word == "driver":
            self.driver, self.detached = rest == "on", False
        elif word == "claims":
            self.refuses = rest == "off"
        elif word == "endpoints":
            self.strange = rest == "strange"
        elif word == "events":
            self.silence(rest == "off")
        elif word == "access":
            os.chmod(self.node(), 0o600 if rest == "on" else 0)
        else:
            self.tell(line)  # answered by the emulator with `ok`
            return
        self.say(f"ok {word}")

    def tell(self, line):
        try:
            self.child.stdin.write(line + "\n")
            self.child.stdin.flush()
        except (BrokenPipeError, ValueError):
            self.say("emulator gone")

    def silence(self, wanted):
        """Takes the sockets of whoever listens for events out of the senders' sight, or puts them back."""
        root = self.testbed.get_root_dir()
        here, away = (root, root + "/unheard") if wanted else (root + "/unheard", root)
        os.makedirs(root + "/unheard", exist_ok=True)
        for name in os.listdir(here):
            if name.startswith("event") and not os.path.exists(f"{away}/{name}"):
                os.rename(f"{here}/{name}", f"{away}/{name}")

    def node(self):
        return f"{self.testbed.get_root_dir()}/dev/bus/usb/001/{self.address:03d}"

    def plug(self):
        with self.lock:
            if self.alive:
                return
            self.address += 1
            self.alive, self.claimed, self.detached = True, False, False
            self.forget()
            self.tell("power on")
        base = UMockdev.IoctlBase()
        # Whoever opened the device before it was plugged in anew does not get it back.
        base.connect("handle-ioctl", self.ioctl, self.address)
        base.connect("client-connected", lambda *_: self.say("opened"))
        base.connect("client-vanished", lambda *_: self.say("closed"))
        self.base = base
        node = f"/dev/bus/usb/001/{self.address:03d}"
        self.testbed.attach_ioctl(node, base)
        self.path = f"/sys/devices/pci0000:00/0000:00:14.0/usb1/1-{self.port}"
        self.testbed.add_from_string(
            f"""P: {self.path[4:]}
N: bus/usb/001/{self.address:03d}
E: DEVNAME={node}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: BUSNUM=001
E: DEVNUM={self.address:03d}
E: PRODUCT={self.vendor:x}/{self.product:x}/63
A: busnum=1
A: devnum={self.address}
A: devpath={self.port}
A: speed=12
A: bConfigurationValue=1
A: idVendor={self.vendor:04x}
A: idProduct={self.product:04x}
A: product=Virtual SAM reader
{f"A: serial={self.serial}" if self.serial else "A: maxchild=0"}
H: descriptors={self.descriptors().hex()}
""")
        if self.shape == "ccid":  # libccid looks for an interface with a device of its own
            self.testbed.add_from_string(
                f"""P: {self.path[4:]}/1-{self.port}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
E: INTERFACE=11/0/0
A: bInterfaceNumber=00
A: bInterfaceClass=0b
""")
        self.say(f"plugged {self.address}")

    def die(self):
        with self.lock:
            if not self.alive:
                return
            self.alive = False
            for transfer in self.pending:
                self.finish(transfer, -errno.ESHUTDOWN)
            self.pending = []
            self.forget()

    def unplug(self):
        if self.path is None:
            return
        self.die()
        if self.shape == "ccid":
            self.testbed.uevent(f"{self.path}/1-{self.port}:1.0", "remove")
            self.testbed.remove_device(f"{self.path}/1-{self.port}:1.0")
        self.testbed.uevent(self.path, "remove")
        self.testbed.remove_device(self.path)
        self.testbed.detach_ioctl(f"/dev/bus/usb/001/{self.address:03d}")
        self.path = None
        self.say("unplugged")

    def descriptors(self):
        if self.shape == "ccid":
            return self.told
        endpoints = (0x01, 0x03, 0x82) if self.strange else self.endpoints
        points = b"".join(struct.pack("<BBBBHB", 7, 5, e, self.kind, PACKET, 1) for e in endpoints)
        interface = struct.pack("<9B", 9, 4, 0, 0, len(endpoints), self.interface_class, 0, 0, 0)
        configuration = struct.pack("<BBHBBBBB", 9, 2, 9 + len(interface + points), 1, 1, 0, 0xE0, 0)
        device = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0110, 0, 0, 0, 64, self.vendor, self.product, 0x0063, 0, 2,
            0, 1)
        return device + configuration + interface + points

    # MARK: the emulator

    def forget(self):
        self.generation += 1
        self.packets = {}
        self.head = b""
        self.tail, self.rest = b"", 0  # of the answer that is going out, split wiring
        self.held = []  # reports that wait to be asked for
        self.halted = False  # the endpoint for answers

    def answers(self):
        for line in self.child.stdout:
            words = line.split()
            if words[:1] in (["rsp"], ["in"], ["endless"]):
                delay, data = float(words[1]) / 1000, bytes.fromhex(words[2])
                self.later(delay, self.emit, data, words[0] == "endless", self.generation)
            elif words[:1] == ["change"]:
                with self.lock:
                    if self.alive:
                        self.put(0x83, bytes.fromhex(words[1]))
            elif words[:1] == ["stall"]:
                self.halt()
            elif words[:1] == ["unplug"]:
                self.unplug()
            else:
                if line.strip() not in ("ok reset", "ok power", "ok select"):  # those were the bridge's own words
                    self.say(line.strip())

    def later(self, delay, function, *arguments):
        with self.turn:
            heapq.heappush(self.planned, (time.monotonic() + delay, next(self.order), function, arguments))
            self.turn.notify()

    def keep_time(self):
        """Does what was planned, in the order of its time and then of its planning."""
        while True:
            with self.turn:
                while not self.planned or self.planned[0][0] > time.monotonic():
                    self.turn.wait(self.planned[0][0] - time.monotonic() if self.planned else None)
                _, _, function, arguments = heapq.heappop(self.planned)
            function(*arguments)

    def emit(self, data, endless, generation):
        with self.lock:
            if generation != self.generation or not self.alive:
                return
            whole = data
            if self.shape == "split":
                while data:
                    part, endpoint = self.split(data)
                    data = data[len(part):]
                    self.put(endpoint, part)
            elif self.shape in REPORTS:
                self.report(data)
            else:
                self.put(0x81, data)
            if endless:
                self.later(0.001, self.emit, whole, True, generation)

    def split(self, data):
        """What of `data` goes out next, and where: up to a whole head on IN 81, what the head counts on IN 85."""
        if self.rest:
            part = data[: self.rest]
            self.rest -= len(part)
            return part, 0x85
        for count in range(1, len(data) + 1):
            self.tail = (self.tail + data[count - 1: count])[-7:]
            if self.tail[:5] == PREAMBLE and len(self.tail) == 7:
                self.rest, self.tail = int.from_bytes(self.tail[5:], "big"), b""
                return data[:count], 0x81
        return data, 0x81

    def report(self, data):
        """An answer in reports: with a count each and one at a time, or without preamble, or as it is."""
        if self.shape == "counted":
            reports = [bytes([len(data[i: i + 63])]) + data[i: i + 63] for i in range(0, len(data), 63)]
            idle = not self.held
            self.held += [report.ljust(PACKET, b"\0") for report in reports]
            if idle:
                self.go_on()
            return
        if self.shape == "bare" and data.startswith(PREAMBLE):
            data = data[len(PREAMBLE):]
        self.put(0x81, data.ljust(-(-len(data) // PACKET) * PACKET, b"\0"))

    def go_on(self):
        if self.held:
            self.put(0x81, self.held.pop(0))

    def put(self, endpoint, data):
        queue = self.packets.setdefault(endpoint, [])
        queue.extend(data[i: i + PACKET] for i in range(0, len(data), PACKET))
        if self.shape == "ccid" and len(data) % PACKET == 0:
            queue.append(b"")  # ends the transfer
        self.fill()

    def halt(self):
        with self.lock:
            self.halted = True
            for transfer in [t for t in self.pending if t["endpoint"] == 0x81]:
                self.pending.remove(transfer)
                self.finish(transfer, -errno.EPIPE)

    def fill(self):
        """Lets waiting packets run into waiting transfers; a short packet or a full buffer ends a transfer."""
        for transfer in list(self.pending):
            queue = self.packets.get(transfer["endpoint"], [])
            while queue:
                packet = queue.pop(0)
                room = transfer["length"] - len(transfer["data"])
                if len(packet) > room:
                    status = -errno.EOVERFLOW
                    packet = packet[:room]
                else:
                    status = 0
                transfer["data"] += packet
                if status or len(packet) < PACKET or len(transfer["data"]) == transfer["length"]:
                    self.pending.remove(transfer)
                    self.finish(transfer, status)
                    break

    def finish(self, transfer, status):
        transfer["status"], transfer["address"] = status, self.address
        self.done.append(transfer)

    # MARK: usbfs

    def ioctl(self, _, client, address):
        with self.lock:
            try:
                code = self.answer(client, client.get_request() & 0xFFFFFFFF, address)
            except Exception as problem:  # A mistake in here must be seen, not hang the client.
                print(f"bridge: {problem!r}", file=sys.stderr, flush=True)
                code = errno.EIO
        if code in (IDLE, GONE):
            # The mock descriptor is always ready, so libusb asks again and again: let it wait a little. (Completing
            # from another thread would not hold up other clients, but loses an answer now and then.)
            # The longer nothing happens, the longer: twenty of these readers share a machine.
            self.idle = 0 if self.pending else self.idle + 1
            time.sleep(0.001 if self.idle < 50 else 0.005)
            code = -code
        client.complete(-1 if code else 0, code)
        return True

    def answer(self, client, request, address):
        """The errno of an ioctl, 0 for success, from a client that opened the device at this address."""
        argument = client.get_arg()
        if request == REAPURBNDELAY:
            return self.reap(argument, address)
        if not self.alive or address != self.address:
            return errno.ENODEV
        if request == GET_CAPABILITIES:
            argument.resolve(0, 4).update(0, list(struct.pack("<I", 0x01 | 0x04 | 0x10)))
            return 0
        if request in (CLAIMINTERFACE, DISCONNECT_CLAIM):
            return self.claim(request == DISCONNECT_CLAIM)
        if request == RELEASEINTERFACE:
            if self.claimed:
                self.claimed = False
                self.say("released")
            return 0
        if request == GETDRIVER:
            data = argument.resolve(0, 260)
            name = b"usbfs" if self.claimed else b"mockdriver" if self.driver and not self.detached else b""
            if not name:
                return errno.ENODATA
            data.update(4, list(name + b"\0"))
            return 0
        if request == IOCTL:
            _, code = struct.unpack("<ii", bytes(argument.resolve(0, 16).retrieve()[:8]))
            return self.drive(code & 0xFFFF)
        if request == SUBMITURB:
            return self.submit(argument)
        if request == DISCARDURB:
            return self.discard(argument)
        if request == RESET:
            self.forget()
            self.tell("reset")
            self.say("reset")
            return 0
        if request in (CLEAR_HALT, SETINTERFACE):
            self.halted = False
            return 0
        print(f"bridge: unknown request {request:#x}", file=sys.stderr, flush=True)
        return errno.ENOTTY

    def claim(self, detach):
        if self.refuses:
            return errno.EIO
        if self.claimed:
            return errno.EBUSY
        if self.driver and not self.detached:
            if not detach:
                return errno.EBUSY
            self.detached = True
            self.say("detached")
        self.claimed = True
        self.say("claimed")
        return 0

    def drive(self, code):
        if code == DISCONNECT and self.driver and not self.detached:
            self.detached = True
            self.say("detached")
            return 0
        if code == CONNECT and self.driver and self.detached:
            self.detached = False
            self.say("attached")
            return 0
        return errno.ENODATA

    def submit(self, argument):
        urb = argument.resolve(0, URB_SIZE)
        kind, endpoint, length = struct.unpack("<BB22xi", bytes(urb.retrieve()[:28]))
        buffer = urb.resolve(16, length)
        if kind == CONTROL:
            return self.control(urb, buffer, length)
        transfer = {"endpoint": endpoint, "pointer": urb.client_addr, "urb": urb, "buffer": buffer,
                    "length": length, "data": b""}
        if endpoint == 0x81 and self.halted:
            self.finish(transfer, -errno.EPIPE)
            return 0
        if endpoint & 0x80:
            self.pending.append(transfer)
            self.fill()
            return 0
        data = bytes(buffer.retrieve())
        transfer["data"] = data
        self.finish(transfer, 0)
        self.requested(endpoint, data)
        return 0

    def control(self, urb, buffer, length):
        """SET_REPORT and GET_REPORT of feature reports; where nothing waits the report is empty."""
        setup = bytes(buffer.retrieve()[:8])
        kind, request, value, _, count = struct.unpack("<BBHHH", setup)
        transfer = {"endpoint": 0, "pointer": urb.client_addr, "urb": urb, "buffer": buffer, "length": length}
        if self.shape != "feature" or (kind, request) not in ((0x21, 9), (0xA1, 1)) or value != 3 << 8:
            transfer["data"] = b""
            self.finish(transfer, -errno.EPIPE)
            return 0
        if kind == 0x21:
            transfer["data"] = b"\0" * count  # counts only
            self.finish(transfer, 0)
            self.requested(0, bytes(buffer.retrieve()[8: 8 + count]))
            return 0
        queue = self.packets.get(0x81, [])
        transfer["data"] = queue.pop(0)[:count] if queue else b"\0" * count
        buffer.update(8, list(transfer["data"]))
        self.finish(transfer, 0)
        return 0

    def requested(self, endpoint, data):
        if self.shape == "ccid":
            self.tell("out " + data.hex())
            return
        if self.shape == "split" and endpoint == 0x02:
            self.head = data
            return
        frame, self.head = self.head + data, b""
        if self.shape == "silent":
            self.say("something was sent")
            return
        if self.shape in REPORTS:
            if self.shape == "counted":
                if frame[:1] == b"\xFF":
                    self.go_on()
                    return
                self.held = []
                frame = frame[1: 1 + frame[0]]
            if self.shape == "bare":
                frame = PREAMBLE + frame
            frame = frame[: 7 + int.from_bytes(frame[5:7], "big")]  # a report is filled up with zeros
        self.say("request " + frame[7:9].hex().upper())
        self.tell("req " + frame.hex().upper())

    def discard(self, argument):
        pointer = struct.unpack("<Q", bytes(argument.retrieve()[:8]))[0]
        for transfer in self.pending:
            if transfer["pointer"] == pointer:
                self.pending.remove(transfer)
                self.finish(transfer, -errno.ENOENT)
                return 0
        return errno.EINVAL

    def reap(self, argument, address):
        transfer = next((t for t in self.done if t["address"] == address), None)
        if not transfer:
            return IDLE if self.alive and address == self.address else GONE
        self.done.remove(transfer)
        urb, data = transfer["urb"], transfer["data"]
        urb.update(4, list(struct.pack("<i", transfer["status"])))
        urb.update(28, list(struct.pack("<i", len(data))))
        if transfer["endpoint"] & 0x80 and data:
            transfer["buffer"].update(0, list(data))
        argument.resolve(0, 8).set_ptr(0, urb)
        return 0


class CardService:
    """A pcscd of our own, which finds the mocked bus and drives the reader with the machine's libccid."""

    DRIVER = "/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents"

    def __init__(self, folder, bus, reader):
        """Raises FileNotFoundError where libccid is not installed."""
        self.folder, self.bus = os.path.abspath(folder), bus
        self.path = self.folder + "/pcscd.comm"
        self.process = None
        # pcscd takes the machine's driver and list of readers; the driver takes its options from a copy of that list.
        with open(self.DRIVER + "/Info.plist", encoding="utf-8") as file:
            text = file.read()
        if f"0x{reader.vendor:04X}" not in text or f"0x{reader.product:04X}" not in text:
            sys.exit("the machine's libccid does not know a reader with that id")
        contents = self.folder + "/drivers/ifd-ccid.bundle/Contents"
        os.makedirs(contents, exist_ok=True)
        os.makedirs(self.folder + "/reader.conf.d", exist_ok=True)
        os.chmod(self.folder, 0o700)
        options = "<key>ifdDriverOptions</key>\n\t<string>0x000"
        with open(contents + "/Info.plist", "w", encoding="utf-8") as file:
            file.write(text.replace(options + "0", options + "1"))  # lets the escape command through

    def start(self):
        if self.process:
            return
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.path)
            listener.listen(16)
            environment = dict(
                os.environ, LISTEN_FDS="1", PCSCLITE_HP_DROPDIR=self.folder + "/drivers", UMOCKDEV_DIR=self.bus)
            # The shell becomes setpriv and then pcscd, so that its own number is pcscd's; setpriv ties its life to ours.
            script = 'exec 3<&0 0</dev/null; LISTEN_PID=$$ exec setpriv --pdeathsig KILL pcscd -f -c "$1"'
            with open(self.folder + "/pcscd.log", "ab") as log:
                self.process = subprocess.Popen(
                    ["sh", "-c", script, "sh", self.folder + "/reader.conf.d"],
                    stdin=listener.fileno(), stdout=log, stderr=log, env=environment)
        with socket.socket(socket.AF_UNIX) as client:  # the version command, which it answers once it serves clients
            client.settimeout(20)
            client.connect(self.path)
            client.sendall(struct.pack("<5I", 12, 0x11, 4, 4, 0))
            if not client.recv(12):
                sys.exit(f"pcscd did not start: see {self.folder}/pcscd.log")

    def end(self, number):
        if not self.process:
            return
        if os.path.exists(self.path):
            os.unlink(self.path)
        self.process.send_signal(number)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def command(self, word):
        if word == "start":
            self.start()
        else:
            self.end(signal.SIGKILL if word == "kill" else signal.SIGTERM)


def main():
    parser = argparse.ArgumentParser(
        prog="idkiosk-emulator", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--emulator", required=True)
    parser.add_argument("--shape", choices=SHAPES, default="single")
    parser.add_argument("--id")
    parser.add_argument("--serial")
    parser.add_argument("--ports", default="1")
    parser.add_argument("--runtime-dir")
    parser.add_argument("--module", choices=("pages", "escape", "apdu"), default="pages")
    parser.add_argument("--card")
    options = parser.parse_args()
    if options.shape == "ccid" and not options.runtime_dir:
        parser.error("ccid needs --runtime-dir")
    testbed = UMockdev.Testbed.new()
    ports = [int(p) for p in options.ports.split(",")]
    readers = {p: Reader(testbed, p, p == ports[0], options) for p in ports}
    service = None
    if options.shape == "ccid":
        reader = readers[ports[0]]
        service = CardService(options.runtime_dir, testbed.get_root_dir(), reader)
        reader.plug()
        service.start()
        print("ready " + service.path, flush=True)
    else:
        print("ready " + testbed.get_root_dir(), flush=True)
    for line in sys.stdin:
        line, port = line.strip(), ports[0]
        if line.startswith("@"):
            word, _, line = line.partition(" ")
            port = int(word[1:])
        if service and line.startswith("pcscd "):
            service.command(line[6:])
            readers[port].say("ok pcscd")
        elif line and port in readers:
            readers[port].command(line)
    if service:  # before its devices vanish under it
        service.end(signal.SIGTERM)
    for reader in readers.values():
        reader.child.stdin.close()
        reader.child.wait()


if __name__ == "__main__":
    main()
