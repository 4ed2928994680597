#!/usr/bin/env python3
"""Fails when a reason of the catalogue was given by no program in the test run, or one given has no entry.

usage: reasons.py FILE   (one reason a line, as the tests collected them); silent when all is well
"""
import os
import pathlib
import re
import sys

source = pathlib.Path(__file__).parent.parent / "Sources/KioskProtocol/FailureReason.swift"
known = set(re.findall(r'case \w+ = "([\w.]+)"', source.read_text(encoding="utf-8")))
# Only root can play a user without rights.
shown_by_root = {"rights.denied"} if os.geteuid() != 0 else set()
given = set(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split())
problems = [f"no program gave the reason {reason} in this run" for reason in sorted(known - given - shown_by_root)]
problems += [f"the reason {reason} was given and has no entry" for reason in sorted(given - known)]
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems or not known else 0)
