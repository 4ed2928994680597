import Emulation
import TestSupport
import Testing

@Suite("A batch without an account, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct BatchSelfServiceTests {
  private let staff = PageWindow.staff
  private static let open = Kiosk.standInPortraits + "window.selfService = read, done, batch\n"

  @Test("number and code let somebody swipe into one batch and see its list, and nothing else")
  func entered() async throws {
    try await PageWindow.with(configuration: Self.open) { window in
      let browser = window.browser
      let (batch, code) = try await window.openBatchByCommand()
      try await window.openSelfService()
      try await browser.press("F3")
      try await window.enterBatch(batch, code == "00000000" ? "00000001" : "00000000")
      try await browser.until("document.querySelector('.problem')?.textContent.includes('batch.codeWrong')")
      try await browser.press(code, "ENTER")
      try await window.isSwiping()
      #expect(
        !(try await browser.run("return document.documentElement.outerHTML").text ?? code).contains(code))
      let keys = try await browser.run(
        "return [...document.querySelectorAll('.actions button')].map((key) => key.dataset.key)")
      #expect(keys.elements.compactMap(\.text) == ["sheet", "back"])
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await browser.reload()
      try await window.isSwiping()
      try await window.swipe(staff.citizen(1), expecting: "filed")
      try await browser.press("l")
      try await browser.until("document.querySelector('[data-sheet=shown]')")
      #expect(try await browser.run("return document.querySelectorAll('tbody tr').length").number == 2)
      #expect(!(try await browser.text()).contains(staff.citizen(0).name))
      try await browser.press("ESCAPE")
      try await window.isSwiping()
      try await browser.press("ESCAPE")
      try await browser.until("document.querySelector('.screen-read[data-phase=waiting]')")
      #expect(try await browser.run("return sessionStorage.getItem('idkiosk.token')").text == nil)
    }
  }

  @Test("another code, and the end of the batch, put whoever swipes out")
  func out() async throws {
    try await PageWindow.with(configuration: Self.open) { window in
      let browser = window.browser
      let opened = try await window.openBatchByCommand()
      let batch = opened.batch
      var code = opened.code
      try await window.openSelfService()
      try await browser.press("F3")
      for renews in [true, false] {
        try await window.enterBatch(batch, code)
        try await window.isSwiping()
        try await window.swipe(staff.citizen(renews ? 0 : 1), expecting: "filed")
        if renews {
          code = try #require(
            try await window.kiosk.client("batch", "renew-code", batch, "--json").json["code"].text)
        } else {
          _ = try await window.kiosk.client("batch", "close", batch)
        }
        // Whoever waits for a card is told with the next one.
        try await window.lay(try MadeCards.write(staff.citizen(2), in: window.folder, as: "refused"))
        try await browser.until("document.querySelector('[data-view=enter] .notice')")
        try await window.lift()
        #expect(!(try await browser.text()).contains(staff.citizen(renews ? 0 : 1).name))
      }
      #expect(try await window.persons() == 2)
    }
  }

  @Test("whoever leaves the batch is put out five minutes after the last card or hand, and told before")
  func left() async throws {
    try await PageWindow.with(configuration: Self.open) { window in
      let browser = window.browser
      try await browser.before(watchful)
      let (batch, code) = try await window.openBatchByCommand()
      try await window.openSelfService()
      try await browser.press("F3")
      try await window.enterBatch(batch, code)
      try await window.isSwiping()
      try await browser.run("ahead += 200000")
      // A card is as good as a hand.
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await browser.run("ahead += 275000")
      try await browser.until("document.querySelector('[data-banner=self]')")
      try await browser.press("SHIFT")
      try await browser.until("!document.querySelector('[data-banner=self]')")
      try await browser.run("ahead += 301000")
      try await browser.until("!document.querySelector('[data-view=swiping]')")
      #expect(!(try await browser.text()).contains(staff.citizen(0).name))
      #expect(try await browser.run("return sessionStorage.getItem('idkiosk.token')").text == nil)
    }
  }
}
