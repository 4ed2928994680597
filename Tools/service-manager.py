#!/usr/bin/env python3
"""Does for one daemon what systemd does: holds its socket, hears its notifications, keeps descriptors and starts it anew.

    service-manager.py [--watchdog MICROSECONDS] NAME SOCKET PROGRAM [ARGUMENT...]

Commands on standard input, one a line: `restart` (TERM, wait, start with what was kept), `reload` (HUP), `stop`. Lines on
standard output: `ready`, `reloading`, `stopping`, `watchdog`, `kept NAME`, `forgot NAME`, `ended STATUS`. The daemon's
standard error is this program's. The protocols are sd_listen_fds(3) and sd_notify(3). It ends with standard input.
"""

import argparse
import array
import os
import select
import signal
import socket
import sys
import tempfile


class Manager:
    def __init__(self, options, folder):
        self.options = options
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(options.socket)
        self.listener.listen(64)
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(folder + "/notify")
        self.kept = []  # (name, descriptor)
        self.pid = None
        # Unbuffered: what `select` does not see must not wait in here.
        self.commands = open(0, "rb", buffering=0)

    def start(self):
        passed = [(self.options.name, self.listener.fileno())] + self.kept
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self.become_daemon(passed)
            finally:
                os._exit(127)

    def become_daemon(self, passed):
        address = self.notify.getsockname()
        # Above the places where they go, so that none is overwritten before it was moved.
        high = [os.dup(descriptor) for _, descriptor in passed]
        while min(high) < 3 + len(high):
            high = [os.dup(descriptor) for descriptor in high]
        for place, descriptor in enumerate(high):
            os.dup2(descriptor, 3 + place, inheritable=True)
        os.closerange(3 + len(high), 1024)
        environment = dict(
            os.environ, LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(high)),
            LISTEN_FDNAMES=":".join(name for name, _ in passed), NOTIFY_SOCKET=address)
        if self.options.watchdog:
            environment |= {"WATCHDOG_USEC": str(self.options.watchdog), "WATCHDOG_PID": str(os.getpid())}
        os.execve(self.options.program, [self.options.program] + self.options.arguments, environment)

    def hear(self):
        """One notification."""
        descriptors = array.array("i")
        text, extra, _, _ = self.notify.recvmsg(4096, socket.CMSG_SPACE(4))
        for level, kind, data in extra:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                descriptors.frombytes(data)
        lines = text.decode().split("\n")
        fields = dict(line.split("=", 1) for line in lines if "=" in line)
        name = fields.get("FDNAME")
        if "FDSTORE" in fields:
            self.kept += [(name, descriptor) for descriptor in descriptors]
            return print("kept", name)
        for descriptor in descriptors:  # BARRIER: closing it is the answer
            os.close(descriptor)
        if "FDSTOREREMOVE" in fields:
            for entry in [entry for entry in self.kept if entry[0] == name]:
                os.close(entry[1])
                self.kept.remove(entry)
            return print("forgot", name)
        for field, value, word in [
            ("READY", "1", "ready"), ("RELOADING", "1", "reloading"), ("STOPPING", "1", "stopping"),
            ("WATCHDOG", "1", "watchdog"),
        ]:
            if fields.get(field) == value:
                print(word)

    def has_ended(self):
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        if not ended:
            return False
        while select.select([self.notify], [], [], 0)[0]:
            self.hear()
        print("ended", os.waitstatus_to_exitcode(status))
        return True

    def until_ended(self):
        while not self.has_ended():
            if select.select([self.notify], [], [], 0.02)[0]:
                self.hear()

    def run(self):
        self.start()
        while True:
            readable = select.select([self.notify, self.commands], [], [], 1)[0]
            if not readable and self.has_ended():
                return
            if self.notify in readable:
                self.hear()
            if self.commands in readable:
                command = self.commands.readline().decode().strip()
                if command == "reload":
                    os.kill(self.pid, signal.SIGHUP)
                else:
                    os.kill(self.pid, signal.SIGTERM)
                    self.until_ended()
                    if command != "restart":
                        return
                    self.start()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--watchdog", type=int)
    parser.add_argument("name")
    parser.add_argument("socket")
    parser.add_argument("program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    sys.stdout.reconfigure(line_buffering=True)
    with tempfile.TemporaryDirectory(prefix="notify-") as folder:
        Manager(parser.parse_args(), folder).run()


main()
