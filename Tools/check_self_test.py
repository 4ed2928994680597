"""Shows that every rule of check.py finds what it is there for, and leaves alone what is allowed."""

import copy
import pathlib
import tempfile


def file_plant(path, text):
    def plant(repository):
        repository.files[path] = repository.files.get(path, "") + text

    return plant


def dependency_plant(target, dependency):
    return lambda repository: repository.targets[target].dependencies.add(dependency)


def removal_plant(path):
    return lambda repository: repository.files.pop(path, None)


def program_plant(name):
    def plant(repository):
        program = copy.deepcopy(repository.targets["idkiosk"])
        program.name, program.path = name, "Sources/" + name
        repository.targets[name] = program

    return plant


NEW = "Planted.swift"
FORBIDDEN = [
    ("a pure target may not depend on", dependency_plant("Bytes", "LinuxPlatform")),
    ("may not depend on the C target", dependency_plant("SQLiteStore", "CSQLite")),
    ("only tests and benchmarks may depend on TestSupport", dependency_plant("ClientCommands", "TestSupport")),
    ("may not contain Emulation", dependency_plant("ReaderService", "Emulation")),
    ("may not depend on ReaderLinks", dependency_plant("ReaderDrivers", "ReaderLinks")),
    ("may not depend on SQLiteKit", dependency_plant("SealedArchive", "SQLiteKit")),
    ("does not know", program_plant("idkiosk-extra")),
    ("a pure target may not import Foundation", file_plant(f"Sources/Bytes/{NEW}", "import Foundation\n")),
    ("a pure target may not import FoundationEssentials",
     file_plant(f"Sources/CounterRules/{NEW}", "public import struct FoundationEssentials.Date\n")),
    ("a pure target may not import Synchronization",
     file_plant(f"Sources/KioskProtocol/{NEW}", "@preconcurrency import Synchronization\n")),
    ("a shipped target may not import Foundation", file_plant(f"Sources/RPCTransport/{NEW}", "import Foundation\n")),
    ("imports SQLiteKit without depending on it",
     file_plant(f"Sources/ReaderDrivers/{NEW}", "internal import SQLiteKit\n")),
    ("`unsafe` outside", file_plant(f"Sources/RPCTransport/{NEW}", "let a = unsafe pointer\n")),
    ("`@unchecked Sendable` outside",
     file_plant(f"Sources/Sealing/{NEW}", "final class A: @unchecked Sendable {}  // because\n")),
    ("`nonisolated(unsafe)` outside",
     file_plant(f"Sources/Sealing/{NEW}", "nonisolated(unsafe) var a = 1  // because\n")),
    ("without a reason",
     file_plant(f"Sources/LinuxPlatform/{NEW}", "// Far away.\n\nfinal class A: @unchecked Sendable {}\n")),
    ("`try!`", file_plant(f"Sources/ReaderKit/{NEW}", "let a = try! f()\n")),
    ("`as!`", file_plant(f"Sources/ReaderKit/{NEW}", "let a = b as! Int\n")),
    ("`fatalError`", file_plant(f"Sources/ReaderKit/{NEW}", "fatalError()\n")),
    ("a forced unwrapping", file_plant(f"Sources/ReaderKit/{NEW}", "let a = list.first!.name\n")),
    ("a forced unwrapping", file_plant(f"Sources/ReaderKit/{NEW}", 'let a = "x \\(list[0]!) y"\n')),
    ("a forced unwrapping", file_plant(f"Tests/BytesTests/{NEW}", "let a = f()!\n")),
    ("unfinished work", file_plant(f"Sources/ReaderKit/{NEW}", "// TO" "DO: later\n")),
    ("unfinished work", file_plant("docs/planted.md", "FIX" "ME\n")),
    ("a path of one machine", file_plant("docs/planted.md", "see /ho" "me/someone\n")),
    ("a path of one machine", file_plant("run.planted", "cd /wo" "rk/x\n")),
    ("a test that sleeps", file_plant(f"Tests/BytesTests/{NEW}", "try await Task.sleep(for: .seconds(1))\n")),
    ("a test that sleeps", file_plant(f"Sources/TestSupport/{NEW}", "usleep(100)\n")),
    ("more than 400", file_plant(f"Sources/ReaderKit/{NEW}", "\n" * 401)),
    ("is missing", removal_plant("udev/70-idkiosk.rules")),
    ("is missing", removal_plant("systemd/idkioskd.service")),
]

ALLOWED = [
    file_plant(f"Sources/Bytes/{NEW}", '// import Foundation, try! and x! in words\nlet a = "fatalError() unsafe x!"\n'),
    file_plant(f"Sources/Bytes/{NEW}", "let a = !b && c != d /* as! /* nested */ try! */\n"),
    file_plant(f"Sources/Bytes/{NEW}", 'let a = #"raw \\(x!) "quoted" "#\nlet b = """\n  "x"! \\"""\n  """\n'),
    file_plant(f"Sources/LinuxPlatform/{NEW}", "let a = unsafe b\n// Guarded by c.\nnonisolated(unsafe) var d = 1\n"),
    file_plant(f"Tests/BytesTests/{NEW}", "import Foundation\n"),
    file_plant(f"Sources/TestSupport/{NEW}", 'let a = "/tmp/idk.' + "X" * 6 + '"\n'),
    file_plant("docs/planted.md", "https://example.org/ho" "me/ and docs/wo" "rk/\n"),
    program_plant("usb-probe"),
]


def self_test(repository, check):
    problems = []
    # The real targets; of the files only those that the rules ask for, so that each plant is judged at once.
    kept = [".swift-format", "Package.swift", *check.NEEDED]
    repository.files = {path: repository.files.get(path, "") for path in kept}
    before = set(check.check(repository))
    for expected, plant in FORBIDDEN:
        planted = copy.deepcopy(repository)
        plant(planted)
        new = set(check.check(planted)) - before
        if not any(expected in failure for failure in new):
            problems.append(f"not found: {expected}; found: {sorted(new)}")
    for number, plant in enumerate(ALLOWED):
        planted = copy.deepcopy(repository)
        plant(planted)
        new = set(check.check(planted)) - before
        if new:
            problems.append(f"allowed, but found ({number}): {sorted(new)}")
    problems += format_problems(repository, check)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


def format_problems(repository, check):
    """The format lint refuses a public declaration without documentation, and nothing else of a good file."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in ["Sources", "Tests"]:
            (folder / part).mkdir()
        for path in [".swift-format", "Package.swift"]:
            (folder / path).write_text(repository.files[path], "utf-8")
        source = folder / "Sources" / NEW
        source.write_text("/// One.\npublic let one = 1\n")
        good = check.end_format_lint(check.start_format_lint(folder))
        source.write_text("public let one = 1\n")
        bad = check.end_format_lint(check.start_format_lint(folder))
    problems = [f"allowed, but found: {good}"] if good else []
    return problems + ([] if bad else ["not found: a public declaration without documentation"])
