import TestSupport
import Testing

@Suite("The benchmark program", .timeLimit(.minutes(5)))
struct SmokeTests {
  private static let figures = [
    "notification read.progress portrait, no decoder", "answer to card.read, no decoder",
    "notification read.progress portrait, portrait decoded", "answer to card.read, portrait decoded",
    "notification read.progress portrait, portrait decoded, filed",
    "answer to card.read, portrait decoded, filed", "archive, one caller", "archive, 4 callers at once",
    "archive  ", "baseline: the same rows", "baseline  ", "beside them: bare rows",
    "centre, windows at once: 1  ", "centre, windows at once: 8  ", "centre, windows at once: 32  ",
    "ratio of one caller to the bare rows", "ratio to the baseline of the same round, one caller",
    "ratio to the baseline of the same round, 4 callers",
    "a key of the person's own", "values and portrait sealed", "keyed look-up values",
    "by number, of 200", "by number, of 400", "search by number, its line", "search by name, its line",
    "without portrait, of 400", "with portrait, of 200", "persons backed up", "mebibytes backed up",
    "codes issued, with their message", "codes confirmed, with their binding", "bare rows of",
    "codes issued, ratio", "issue to durable", "confirm to durable", "no code waits", "1000 codes wait",
    "statement, document on file", "statement, document not on file", "statement, ratio",
    "cards, portrait decoded, filed, in the ledger",
    "split: find", "split: select", "split: read", "feature: read", "serial: read", "apdu: read",
    "pages: read", "pty: find", "pty: select", "pty: read",
    "one reader, its neighbour well", "one reader, its neighbour hung",
    "from plugging in again to the next reading", "one of 16 readers, read alone",
    "each of 16 readers, read at once", "at most 1.05 wanted",
    "one page of the card", "answer to card.read after the last page", "vpcd: find", "vpcd: read",
    "channel of the reader daemon", "C program on libpcsclite", "commands, ratio", "idkiosk-readerd",
    "idkioskd",
    "pcscd, one virtual reader", "reader daemon", "counter daemon", "slower daemon to pcscd",
    "hello, answered by the counter daemon", "lines of the same size", "calls, ratio",
    "idkioskd.service, exposure", "idkiosk-readerd.service, exposure",
    "unix socket", "POST to the clerk page", "page switched off", "page switched on", "20 separate clients",
    "last byte of the card to its portrait", "the browser alone", "opening the page", "a page of one word",
    "portrait on the screen", "first text on the screen", "KiB", "answers",
  ]

  @Test("every figure is printed and more than nothing, under what it was measured on")
  func everyFigure() async throws {
    let folder = try ScratchFolder()
    let run = try RunningProgram(Programs.path("idkiosk-bench"), ["--smoke", "--folder", folder.path])
    #expect(await run.wait() == 0, "\(run.errors.suffix(5))")
    for word in ["command", "processor", "system", "archives"] {
      #expect(run.output.prefix(6).contains { $0.hasPrefix(word + "  ") }, "\(word)")
    }
    for figure in Self.figures {
      let lines = run.output.filter { $0.hasPrefix("  " + figure) }
      #expect(!lines.isEmpty, "\(figure)")
      for line in lines {
        let cells = line.split(separator: "  ").dropFirst().map { $0.drop { $0 == " " } }
        #expect(!cells.isEmpty, "\(line)")
        for cell in cells { #expect((Double(cell) ?? 0) > 0, "\(line)") }
      }
    }
  }

  @Test("words it does not know are refused")
  func usage() async throws {
    let run = try RunningProgram(Programs.path("idkiosk-bench"), ["--quick"])
    #expect(await run.wait() == 64)
    #expect(run.errors.contains { $0.hasPrefix("usage: ") })
  }
}
