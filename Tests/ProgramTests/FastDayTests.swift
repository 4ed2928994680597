import Emulation
import TestSupport
import Testing

@Suite("A day at a window in fast motion", .timeLimit(.minutes(FullRun.isAsked ? 30 : 3)))
struct FastDayTests {
  private static let cards = FullRun.isAsked ? 500 : 60
  private static let batches = 3
  /// Before which cards the counter daemon is restarted: in the middle of the second batch and of the third.
  private static let restarts: Set<Int> = [cards / 2, cards * 5 / 6]
  /// How much more memory a daemon may have resident after the day than after its first part.
  private static let growth = 16 << 20

  /// A life of the counter daemon, and what it held early in it; what the reader daemon held early in its own.
  private struct Life {
    var first: Int
    var counter: Held?
    var reader: Held?
  }

  @Test("every card is in ledger and archive once, over restarts, and neither daemon holds more at the end")
  func day() async throws {
    let people = SyntheticPeople(seed: 500)
    let day = try await FastDay()
    var batch = ""
    var life = Life(first: 0)
    for card in 0..<Self.cards {
      if card.isMultiple(of: Self.cards / Self.batches), card < Self.cards / Self.batches * Self.batches {
        if card > 0 { _ = try await day.call("batch.close", #"{"batch":"\#(batch)"}"#) }
        let opened = try await day.call(
          "batch.open", #"{"name":"\#(card)","enterprise":\#(BatchWindow.enterprise)}"#)
        batch = try #require(opened["result"]["batch"].text)
      }
      if Self.restarts.contains(card) {
        try await check(life, day)
        #expect(try await day.restart() == 0)
        life = Life(first: card, reader: life.reader)
      }
      #expect(try await day.swipe(people.citizen(card), into: batch) == "filed", "card \(card)")
      // Somebody lays a card twice now and then.
      if card % 10 == 7 { #expect(try await day.swipe(people.citizen(card), into: batch) == "counted") }
      if card - life.first == Self.cards / 5 / Self.batches {
        let held = try await day.held()
        life.counter = held.counter
        life.reader = life.reader ?? held.reader
      }
    }
    try await check(life, day)
    await day.stop()
    let question = """
      PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM swipe WHERE mark = 'filed';
      SELECT count(*) FROM swipe; SELECT count(DISTINCT document) FROM swipe; SELECT count(*) FROM person;
      SELECT count(*) FROM version; SELECT count(*) FROM reading; SELECT count(DISTINCT batch) FROM swipe;
      """
    let shell = try RunningProgram("/usr/bin/sqlite3", [day.folder.file("state/archive.db"), question])
    #expect(await shell.wait() == 0)
    #expect(shell.output == ["ok"] + [String](repeating: "\(Self.cards)", count: 6) + ["\(Self.batches)"])
  }

  /// Expects both daemons to hold what they held early in their lives.
  private func check(_ life: Life, _ day: FastDay) async throws {
    let held = try await day.held()
    for (before, now) in [(life.counter, held.counter), (life.reader, held.reader)] {
      let before = try #require(before)
      // The pool has a thread more or less, as work comes; one for each card would be many.
      #expect(now.threads <= before.threads + 4, "before \(before), now \(now)")
      #expect(now.descriptors <= before.descriptors, "before \(before), now \(now)")
      #expect(now.memory - before.memory < Self.growth, "before \(before), now \(now)")
    }
  }
}
