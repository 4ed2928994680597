#!/usr/bin/env python3
"""Checks what the compiler does not: layers, words that may not stand in the sources, format, needed files.

    Tools/check.py              prints what is wrong and nothing else; exit status 1 when anything is
    Tools/check.py --self-test  plants a violation of every rule in a copy and expects each to be found
"""

import functools
import json
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass, field

PURE = {"Bytes", "PersonalData", "SAMProtocol", "IdentityDocuments", "CounterRules", "KioskProtocol", "OneTimeCodes", "LetterPictures", "DatabaseKit"}
MAY_USE_C = {
    "LinuxPlatform", "ReaderLinks", "PortraitImages", "PortraitDecoding", "Sealing", "SQLiteKit", "Emulation",
    "ClerkWeb", "LateLibraries", "Passwords", "SMSGateways", "PostgreSQLKit",
}
ENGINES = {"SQLiteKit", "PostgreSQLKit"}
MAY_SHARE_UNCHECKED = {"ClerkWeb", "LinuxPlatform", "ReaderLinks", "SMSGateways"}
PROGRAMS = {"idkiosk", "idkioskd", "idkiosk-readerd", "idkiosk-portrait", "idkiosk-emulator"}
IMPURE_MODULES = {"Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization"}
FOUNDATIONS = {"Foundation", "FoundationNetworking", "FoundationInternationalization", "FoundationXML"}
NEEDED = [
    "udev/70-idkiosk.rules", "udev/70-idkiosk-adapters.rules",
    "systemd/idkiosk-readerd.service", "systemd/idkiosk-readerd.socket",
    "systemd/idkioskd.service", "systemd/idkioskd.socket",
    "systemd/idkiosk-portrait@.service", "systemd/idkiosk-portrait.socket",
    "systemd/sysusers.d/idkiosk.conf",
]
LONGEST_FILE = 400
THIS_FILE = "Tools/check.py"


@dataclass
class Target:
    name: str
    kind: str  # library, executable, test, system-target
    is_swift: bool
    path: str
    dependencies: set


@dataclass
class Repository:
    targets: dict
    files: dict  # path -> text
    failures: list = field(default_factory=list)

    def fail(self, where, what):
        self.failures.append(f"{where}: {what}")

    def sources(self, target):
        """Path and text of a target's Swift files."""
        prefix = target.path + "/"
        return [(p, t) for p, t in self.files.items() if p.startswith(prefix) and p.endswith(".swift")]

    def closure(self, name):
        """Everything a target depends on, directly or not."""
        seen, open_names = set(), [name]
        while open_names:
            for dependency in self.targets[open_names.pop()].dependencies:
                if dependency in self.targets and dependency not in seen:
                    seen.add(dependency)
                    open_names.append(dependency)
        return seen


TOKEN = re.compile(r'//[^\n]*|/\*|(#*)("""|")')
STRING_STEP = {}


@functools.cache
def code_only(text):
    """The text with comments and the letters of string literals made blank; lines and interpolations stay."""
    out, position = [], 0
    depth = []  # open interpolations: parentheses still to close, and the string around each

    def blank(piece):
        out.append(re.sub(r"[^\n]", " ", piece))

    def string(start, hashes, quote):
        """Blanks a string from `start`; returns where it ends or where an interpolation begins."""
        key = (hashes, quote)
        if key not in STRING_STEP:
            mark = re.escape(hashes)
            STRING_STEP[key] = re.compile(rf'\\{mark}\(|\\{mark}.|{quote}{mark}', re.S)
        at = start
        while True:
            step = STRING_STEP[key].search(text, at)
            if not step:
                blank(text[start:])
                return len(text)
            at = step.end()
            if step.group().endswith("(") and step.group().startswith("\\"):
                blank(text[start : at - 1])
                out.append("(")
                depth.append([1, hashes, quote])
                return at
            if not step.group().startswith("\\"):
                blank(text[start : step.start()])
                out.append(step.group())
                return at

    step = re.compile(TOKEN.pattern + r"|[()]")
    while found := step.search(text, position):
        out.append(text[position : found.start()])
        piece, position = found.group(), found.end()
        if piece.startswith("//"):
            blank(piece)
        elif piece == "/*":
            nesting, end = 1, found.end()
            while nesting and (mark := re.compile(r"/\*|\*/").search(text, end)):
                nesting += 1 if mark.group() == "/*" else -1
                end = mark.end()
            position = len(text) if nesting else end
            blank(text[found.start() : position])
        elif piece in "()":
            out.append(piece)
            if depth:
                depth[-1][0] += 1 if piece == "(" else -1
                if depth[-1][0] == 0:
                    _, hashes, quote = depth.pop()
                    position = string(position, hashes, quote)
        else:
            out.append(piece)
            position = string(position, found.group(1), found.group(2))
    out.append(text[position:])
    return "".join(out)


IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)",
    re.M,
)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def check_layers(repository):
    targets = repository.targets
    in_c = {t.name for t in targets.values() if not t.is_swift}
    for target in targets.values():
        where = f"Package.swift: {target.name}"
        for dependency in sorted(target.dependencies):
            if target.name in PURE and dependency not in PURE:
                repository.fail(where, f"a pure target may not depend on {dependency}")
            if dependency in in_c and target.kind != "test" and target.name not in MAY_USE_C:
                repository.fail(where, f"may not depend on the C target {dependency}")
            if dependency == "TestSupport" and target.kind != "test" and "bench" not in target.name:
                repository.fail(where, "only tests and benchmarks may depend on TestSupport")
        if target.kind == "executable":
            is_probe = re.search(r"probe|bench", target.name, re.I)
            if target.name not in PROGRAMS and not is_probe:
                repository.fail(where, f"a program that {THIS_FILE} does not know")
            if target.name in PROGRAMS - {"idkiosk-emulator"} and "Emulation" in repository.closure(target.name):
                repository.fail(where, "may not contain Emulation")
    if "ReaderDrivers" in targets and "ReaderLinks" in repository.closure("ReaderDrivers"):
        repository.fail("Package.swift: ReaderDrivers", "may not depend on ReaderLinks")
    if "SealedArchive" in targets:
        for engine in sorted(ENGINES & repository.closure("SealedArchive")):
            repository.fail("Package.swift: SealedArchive", f"may not depend on {engine}")


def check_imports(repository):
    shipped = set(PROGRAMS)
    for program in PROGRAMS & repository.targets.keys():
        shipped |= repository.closure(program)
    for target in repository.targets.values():
        for path, text in repository.sources(target):
            for found in IMPORT.finditer(code_only(text)):
                module = found.group(1)
                where = f"{path}:{line_of(text, found.start(1))}"
                if target.name in PURE and module in IMPURE_MODULES:
                    repository.fail(where, f"a pure target may not import {module}")
                elif target.name in shipped and module in FOUNDATIONS:
                    repository.fail(where, f"a shipped target may not import {module}")
                is_undeclared = module in repository.targets and module not in target.dependencies
                if is_undeclared and target.kind != "test":
                    repository.fail(where, f"imports {module} without depending on it")


def check_unsafe(repository):
    in_c = {t.name for t in repository.targets.values() if not t.is_swift}
    for target in repository.targets.values():
        may_be_unsafe = target.name == "LinuxPlatform" or target.dependencies & in_c
        for path, text in repository.sources(target):
            code, lines = code_only(text), text.split("\n")
            for found in re.finditer(r"@unchecked\s+Sendable|nonisolated\(unsafe\)|\bunsafe\b", code):
                number = line_of(code, found.start())
                where = f"{path}:{number}"
                if found.group() == "unsafe":
                    before = code[max(0, found.start() - 12) : found.start()]
                    if not may_be_unsafe and not before.endswith("nonisolated("):
                        repository.fail(where, "`unsafe` outside the targets that use C")
                elif target.name not in MAY_SHARE_UNCHECKED:
                    repository.fail(where, f"`{found.group()}` outside {', '.join(sorted(MAY_SHARE_UNCHECKED))}")
                elif not any("//" in line for line in lines[max(0, number - 2) : number]):
                    repository.fail(where, f"`{found.group()}` without a reason beside it")


TRAPS = [
    (re.compile(r"\btry!"), "`try!`"),
    (re.compile(r"\bas!"), "`as!`"),
    (re.compile(r"\bfatalError\b"), "`fatalError`"),
    (re.compile(r"(?<!\btry)(?<!\bas)(?<=[\w)\]}\">])!(?![=\w])"), "a forced unwrapping"),
]
SLEEP = re.compile(r"\bTask\s*\.\s*sleep\b|\bu?sleep\s*\(|\bThread\s*\.\s*sleep\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
OWN_PATH = re.compile(r"(?<![\w.~*)}-])/(work|home|root)/")


def check_words(repository):
    for path, text in repository.files.items():
        if path == THIS_FILE:
            continue
        for pattern, what in [(UNFINISHED, "unfinished work"), (OWN_PATH, "a path of one machine")]:
            for found in pattern.finditer(text):
                repository.fail(f"{path}:{line_of(text, found.start())}", what)
        if not path.endswith(".swift"):
            continue
        code = code_only(text)
        rules = TRAPS + ([(SLEEP, "a test that sleeps")] if path.startswith(("Tests/", "Sources/TestSupport/")) else [])
        for pattern, what in rules:
            for found in pattern.finditer(code):
                repository.fail(f"{path}:{line_of(code, found.start())}", what)


def check_files(repository):
    for path, text in repository.files.items():
        lines = text.count("\n")
        if path.endswith(".swift") and lines > LONGEST_FILE:
            repository.fail(path, f"{lines} lines, more than {LONGEST_FILE}")
    for path in NEEDED:
        if path not in repository.files:
            repository.fail(path, "is missing")


CHECKS = [check_layers, check_imports, check_unsafe, check_words, check_files]


def check(repository):
    repository.failures = []
    for one in CHECKS:
        one(repository)
    return repository.failures


def start_format_lint(folder):
    command = ["swift", "format", "lint", "--strict", "-p", "-r", "Sources", "Tests", "Package.swift"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def end_format_lint(lint):
    output = lint.communicate()[0]
    lines = [line for line in output.splitlines() if line.strip()]
    return lines or (["swift format lint failed"] if lint.returncode else [])


def load(root):
    """The repository as it lies in `root`: its targets and the text of its files."""
    described = subprocess.run(
        ["swift", "package", "--scratch-path", ".build/check", "describe", "--type", "json"],
        cwd=root, capture_output=True, text=True)
    if described.returncode:
        sys.exit(described.stderr or "swift package describe failed")
    targets = {}
    for t in json.loads(described.stdout[described.stdout.index("{"):])["targets"]:
        dependencies = set(t.get("target_dependencies", []))
        targets[t["name"]] = Target(
            t["name"], t["type"], t["module_type"] == "SwiftTarget", t["path"], dependencies)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, check=True).stdout.decode()
    files = {}
    for path in sorted(filter(None, listed.split("\0"))):
        try:
            files[path] = (root / path).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # Binary, or deleted and not yet committed.
    return Repository(targets, files)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    if sys.argv[1:] == ["--self-test"]:
        sys.dont_write_bytecode = True
        from check_self_test import self_test

        return self_test(load(root), sys.modules[__name__])
    if sys.argv[1:]:
        sys.exit(__doc__)
    lint = start_format_lint(root)
    failures = check(load(root)) + end_format_lint(lint)
    print("\n".join(failures), end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
