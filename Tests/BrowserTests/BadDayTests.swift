import TestSupport
import Testing

@Suite("The page on a bad day", .timeLimit(.minutes(15)), .serialized)
struct PageBadDayTests {
  @Test("a page that is reloaded in the middle shows the same card again, and files it once")
  func reloaded() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openSelfService()
      try await window.show("citizen-ordinary", outcome: "filed")
      try await browser.reload()
      try await window.isShown(outcome: "filed")
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "filed")
      #expect(try await window.persons() == 1)
    }
  }

  @Test("of two tabs only the one that is looked at waits for cards, and either can take over")
  func twoTabs() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openSelfService()
      let first = try await browser.tell("handle").text ?? ""
      let second = try await browser.tell("tab", [window.address + "/self.html"]).text ?? ""
      try await browser.size(.common)
      try await window.isWaiting()
      try await window.show("citizen-ordinary", outcome: "filed")
      try await browser.tell("switch", [first])
      // The first tab is in front now: it is given the same person's living reading, and no other.
      try await window.isShown(outcome: "filed")
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "filed")
      try await browser.tell("switch", [second])
      try await browser.until("!document.querySelector('.value-name')")
      #expect(try await window.persons() == 1)
    }
  }

  @Test("while the daemon is away the page says so, and reads the card that lies there when it is back")
  func restarted() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openSelfService()
      try await window.show("citizen-ordinary", outcome: "filed")
      try await window.restart {
        try await browser.until("document.querySelector('[data-banner=offline]')")
      }
      try await browser.until("!document.querySelector('[data-banner=offline]')")
      try await window.isShown(outcome: "filed")
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "filed")
      #expect(try await window.persons() == 1)
    }
  }

  @Test("a clock that was never set, and one that was set back, are told with what to do")
  func clock() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(
        "const real = Date.now; window.shift = 0; Date.now = () => real() + window.shift;")
      try await window.openSelfService()
      #expect(
        try await browser.run("return document.querySelectorAll('[data-banner=clock]').length").number == 0)
      try await browser.run("window.shift = -20 * 365 * 86400000")
      try await browser.until("document.querySelector('[data-banner=clock]')?.textContent.includes('2026')")
      try await browser.run("window.shift = -3600000")
      try await browser.until("document.querySelector('[data-banner=clock]')?.textContent.includes('不')")
      try await browser.run("window.shift = 0")
      try await browser.until("!document.querySelector('[data-banner=clock]')")
    }
  }

  @Test("of two cards on two readers the clerk chooses by a key")
  func twoCards() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let watcher = try await window.kiosk.watch()
      try await window.lay("citizen-ordinary", slot: 0)
      try await window.lay("citizen-long-term", slot: 1)
      // A page that opened sooner would rightly read the only card that has been noticed.
      _ = try await watcher.line(number: 2) {
        $0["method"].text == "card.changed" && $0["params"]["state"].text == "found"
      }
      try await browser.open(window.address + "/self.html")
      try await browser.until("document.querySelector('[data-phase=choose] [data-key=reader-2]')")
      try await browser.press("2")
      try await window.isShown(outcome: "filed")
      let name = try #require(PageWindow.expected("citizen-long-term")["document"]["name"].text)
      #expect(try await browser.run("return document.querySelector('.value-name').textContent").text == name)
    }
  }

  @Test("a card that cannot be read says what to do, and the next card goes on")
  func trouble() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openSelfService()
      try await window.reader.put("ordinary")
      try await browser.until("document.querySelector('[data-phase=failed]')")
      #expect(try await browser.text().contains("card.needsSAM"))
      try await window.show("citizen-ordinary", outcome: "filed")
      try await browser.press("ESCAPE")
      try await window.isWaiting()
    }
  }
}
