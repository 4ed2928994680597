#!/usr/bin/env python3
"""Makes of a linked program what depends on its code alone.

    packaging/steady-notes.py PROGRAM...

The compiler leaves a hash for its next incremental build in .swift_modhash, which is another one after each build from
nothing, and the linker's build id is made of that too. The hash is blanked, and the build id made anew of the program
without either. Nothing is taken out: strip(1) would leave the segments out of step with the sections, and the loader would not
protect the tables of addresses (PT_GNU_RELRO) any more.
"""

import hashlib
import re
import subprocess
import sys

SECTION = re.compile(r"\]\s+(\S+)\s+\S+\s+[0-9a-f]+\s+([0-9a-f]+)\s+([0-9a-f]+)")
# The note's header: two sizes, a type and the name "GNU".
NOTE_HEADER = 16


def sections(path):
    listed = subprocess.run(["readelf", "-SW", path], check=True, capture_output=True, text=True).stdout
    return {name: (int(offset, 16), int(size, 16)) for name, offset, size in SECTION.findall(listed)}


for path in sys.argv[1:]:
    with open(path, "r+b") as file:
        program = bytearray(file.read())
        found = sections(path)
        hash_at, hash_size = found[".swift_modhash"]
        program[hash_at : hash_at + hash_size] = bytes(hash_size)
        note_at, note_size = found[".note.gnu.build-id"]
        start, end = note_at + NOTE_HEADER, note_at + note_size
        program[start:end] = bytes(end - start)
        program[start:end] = hashlib.sha1(program, usedforsecurity=False).digest()[: end - start]
        file.seek(0)
        file.write(program)
