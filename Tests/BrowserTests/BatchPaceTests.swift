import Emulation
import Foundation
import TestSupport
import Testing

@Suite("A batch that does not run straight on, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct BatchPaceTests {
  private let staff = PageWindow.staff

  @Test("a pause in mid-read lets the card be finished first, and the batch goes on where it stood")
  func pausedInMidRead() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(Self.heldBack)
      try await window.openAsClerk()
      try await window.openBatch()
      try await browser.run("holding = true")
      try await window.lay(try MadeCards.write(staff.citizen(0), in: window.folder, as: "swiped"))
      try await browser.until("document.querySelector('[data-phase=reading]')")
      try await browser.press(" ")
      try await browser.until(
        "document.querySelector('[data-phase=reading] [data-key=pause][aria-disabled]')")
      try await browser.run("release()")
      try await browser.until("document.querySelector('[data-phase=paused] [data-key=resume]')")
      try await window.counts("total", 1)
      #expect(!(try await browser.text()).contains(staff.citizen(0).name))
      // While it is paused a card that is laid is nobody's.
      try await window.reader.lift()
      try await window.lay(try MadeCards.write(staff.citizen(1), in: window.folder, as: "swiped"))
      try await browser.press(" ")
      try await browser.until("document.querySelector('.batch-tile[data-mark=filed][data-portrait=drawn]')")
      try await window.counts("total", 2)
      try await window.reader.lift()
      try await window.swipe(staff.citizen(0), expecting: "counted")
      #expect(try await window.persons() == 2)
    }
  }

  @Test("of two readers with cards the clerk chooses one by a key, and the batch stays with it")
  func twoReaders() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let cards = try (0..<3).map {
        try MadeCards.write(staff.citizen($0), in: window.folder, as: "card\($0)")
      }
      try await window.lay(cards[0], slot: 0)
      try await window.lay(cards[1], slot: 1)
      try await window.addClerk()
      try await browser.open(window.address + "/")
      try await window.signIn()
      try await browser.until("document.querySelector('[data-phase=choose]')")
      try await window.fillBatchForm()
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-view=code] .batch-code')")
      try await browser.press("ENTER")
      try await browser.until(
        "document.querySelector('[data-view=swiping][data-phase=choose] [data-key=reader-2]')")
      try await browser.press("2")
      try await browser.until("document.querySelector('.batch-tile[data-mark=filed][data-portrait=drawn]')")
      #expect(try await browser.text().contains(staff.citizen(1).name))
      try await window.reader.lift(slot: 1)
      try await window.lay(cards[2], slot: 1)
      try await window.counts("total", 2)
      // The other reader's card was never asked.
      #expect(try await window.persons() == 2)
      #expect(!(try await browser.text()).contains(staff.citizen(0).name))
    }
  }

  @Test("a card that failed is one row, and is read again as it lies there where somebody asks for it")
  func failedAndAsked() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      try await window.openBatch()
      try await window.reader.put("ordinary")
      try await browser.until("document.querySelector('.batch-tile[data-mark=failed] .swipe-failure')")
      try await browser.until("document.querySelector('[data-key=repeat]')")
      try await window.counts("failed", 1)
      try await browser.press("ENTER")
      try await window.counts("failed", 2)
      try await window.reader.lift()
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await window.counts("failed", 2)
    }
  }

  @Test(
    "a list of more than two hundred rows is whole on the screen and on paper; batches are walked by pages")
  func long() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before("window.printed = 0; window.print = () => { window.printed += 1; };")
      try await window.openAsClerk()
      let batch = try await window.openBatch()
      try await window.reader.put("ordinary")
      try await window.counts("failed", 1)
      try await window.reader.lift()
      // As many of the same as a long day brings.
      let more = """
        INSERT INTO swipe (batch, at, window, actor, mark, reason)
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 230)
          SELECT batch, at, window, actor, mark, reason FROM swipe, n WHERE swipe.row = (SELECT MAX(row) FROM swipe)
        """
      try await window.write(more)
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await window.counts("failed", 231)
      try await browser.press("F10")
      try await browser.until("document.querySelector('.batch-armed')")
      try await browser.press("F10")
      try await browser.until("document.querySelector('[data-sheet=shown]') && window.printed === 1")
      #expect(
        try await browser.run("return document.querySelectorAll('.sheet-all tbody tr').length").number == 232)
      let path = window.folder.file("list.pdf")
      try await browser.tell("pdf", [path])
      let reading = try RunningProgram("/usr/bin/pdftotext", ["-layout", path, "-"])
      await reading.wait()
      let numbers = reading.output.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
      #expect(Set(1...232).isSubset(of: numbers))

      // The batches themselves: more than a page of them.
      let client = try WireClient(window.folder.file("counter.sock"))
      try await client.hello()
      for id in 2..<57 {
        let opened = try await client.call(
          id, "batch.open",
          #"{"name":"第\#(id)批","enterprise":{"name":"样本公司","code":"\#(PageWindow.enterpriseCode)"}}"#)
        #expect(opened["result"]["batch"].exists)
      }
      try await browser.press("ESCAPE")
      try await browser.until("document.querySelectorAll('.batch-row').length === 50")
      try await browser.press("PAGE_DOWN")
      try await browser.until("document.querySelectorAll('.batch-row').length === 6")
      try await browser.until(
        "document.querySelector('.batch-row[data-batch=\"\(batch)\"][data-state=closed]')")
      #expect(
        try await browser.run("return document.querySelectorAll('[data-key=older]').length").number == 0)
      try await browser.press("PAGE_UP")
      try await browser.until("document.querySelectorAll('.batch-row').length === 50")
    }
  }

  /// Answers to swipes wait until the test lets them go.
  private static let heldBack = """
    window.holding = false;
    let held = [];
    window.release = () => { holding = false; held.splice(0).forEach((go) => go()); };
    const plain = window.fetch.bind(window);
    window.fetch = async (where, options) => {
      const answer = await plain(where, options);
      if (window.holding && /batch\\.swipe/.test(options?.body ?? "")) await new Promise((go) => held.push(go));
      return answer;
    };
    """
}
