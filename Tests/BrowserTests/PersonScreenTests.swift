import Emulation
import TestSupport
import Testing

@Suite("Searching and looking at a person, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct PersonScreenTests {
  @Test("a person is found by number, shown on a press with a line in the audit trail, and masked again")
  func person() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let person = MadeCards.citizen()
      let card = try MadeCards.write(person, in: window.folder, as: "first")
      let renewed = try MadeCards.write(MadeCards.renewed(), in: window.folder, as: "renewed")
      try await browser.before(watchful)
      try await window.openAsClerk()
      try await window.file(card, expecting: "filed")
      try await window.file(renewed, expecting: "renewed")
      try await window.file("citizen-ordinary", expecting: "filed")

      try await browser.press("F6")
      try await browser.until("document.activeElement?.id === 'search-number'")
      try await browser.press(person.number.lowercased(), "ENTER")
      try await browser.until("document.querySelectorAll('[data-row]').length === 1")
      #expect(!(try await browser.text()).contains(person.name))
      #expect(!(try await browser.text()).contains(person.number))
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-person=masked]')")
      #expect(!(try await window.held()).contains(person.name))
      #expect(!(try await window.acts()).contains("person.show"))

      try await browser.press(" ")
      try await browser.until("document.querySelector('.screen-person canvas')?.width === 102")
      let shown = try await browser.run("return document.querySelector('.value-number').textContent")
      #expect(shown.text == person.number)
      #expect(try await browser.text().contains(MadeCards.renewed().address))
      #expect(try await window.acts().first { $0 != "audit.read" } == "person.show")
      try await browser.run("ahead += 61000")
      try await browser.until("document.querySelector('[data-person=masked]')")
      let left = try await window.held()
      #expect(!left.contains(person.name) && !left.contains("canvas"))

      try await browser.press("h")
      try await browser.until("document.querySelectorAll('.person-history tbody tr').length === 4")
      #expect(try await browser.text().contains("住址"))
      #expect(!(try await window.held()).contains(MadeCards.renewed().address))
      #expect(try await window.acts().contains("person.history"))
      // Back in the list, the focus is on the row that was opened.
      try await browser.press("BACK_SPACE")
      try await browser.until("document.activeElement?.matches('[data-row]')")
      try await browser.press("ESCAPE")
      try await window.isWaiting()
      #expect(!(try await window.held()).contains(person.number))
    }
  }

  @Test(
    "a list is walked by keyboard, page by page; a day that is none and a search without a result are told")
  func list() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      let people = SyntheticPeople(seed: 77)
      for index in 0..<11 {
        let card = try MadeCards.write(people.citizen(index), in: window.folder, as: "person-\(index)")
        try await window.file(card, expecting: "filed")
      }
      try await browser.press("F6")
      try await browser.until("document.activeElement?.id === 'search-number'")
      try await browser.press("TAB", "2026-13-40", "ENTER")
      try await browser.until("document.querySelector('#search-from[aria-invalid=true]')")
      try await browser.press("CONTROL+a", "20000101", "TAB", "2000.1.2", "ENTER")
      try await browser.until("document.querySelector('.verdict .icon-warning')")
      #expect(try await browser.run("return document.querySelectorAll('[data-row]').length").number == 0)
      try await browser.press("TAB", "TAB", "CONTROL+a", "2100-01-01", "ENTER")
      try await browser.until("document.querySelectorAll('[data-row]').length === 10")
      let first = try await browser.run("return document.activeElement.dataset.row").text
      try await browser.press("ARROW_DOWN", "ARROW_DOWN", "ARROW_UP", "HOME")
      #expect(try await browser.run("return document.activeElement.dataset.row").text == first)
      try await browser.press("PAGE_DOWN")
      try await browser.until("document.querySelectorAll('[data-row]').length === 1")
      try await browser.press("PAGE_UP")
      try await browser.until("document.querySelectorAll('[data-row]').length === 10")
      try await browser.press("n")
      try await browser.until("document.activeElement?.id === 'search-number'")
      #expect(try await browser.run("return document.querySelectorAll('[data-row]').length").number == 0)
    }
  }

  @Test("a person is found by name, mobile number, batch and window, and by all of them at once")
  func everyField() async throws {
    try await MobilePage.with { page in
      let (window, browser) = (page.window, page.browser)
      let person = MadeCards.citizen()
      let card = try MadeCards.write(person, in: window.folder, as: "first")
      try await page.open()
      try await page.begin(card, outcome: "filed")
      try await page.send(to: Self.mobile)
      try await browser.press(try await page.code(to: Self.mobile), "ENTER")
      try await page.isAt("done")
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "bind")
      try await window.reader.lift()
      let batch = try await window.openBatch()
      try await window.swipe(PageWindow.staff.citizen(0), expecting: "filed")
      try await browser.press("F6")
      try await browser.until("document.activeElement?.id === 'search-number'")

      let swiped = PageWindow.staff.citizen(0)
      #expect(try await found(["name": person.name], browser) == 1)
      #expect(try await found(["name": "样本无此人"], browser) == 0)
      #expect(try await found(["mobile": "0086 135 0000 0001"], browser) == 1)
      #expect(try await found(["mobile": "13500000002"], browser) == 0)
      #expect(try await found(["batch": batch], browser) == 1)
      #expect(try await found(["window": "test-window"], browser) == 2)
      #expect(try await found(["window": "other-window"], browser) == 0)
      #expect(try await found(["name": swiped.name, "batch": batch, "window": "test-window"], browser) == 1)
      #expect(try await found(["name": person.name, "batch": batch], browser) == 0)
    }
  }

  private static let mobile = "13500000001"

  /// How many are found once these fields were filled in by keyboard and all others emptied.
  private func found(_ values: [String: String], _ browser: Browser) async throws -> Int? {
    try await browser.run("document.querySelector('#search-number').focus()")
    for field in ["number", "from", "to", "window", "name", "mobile", "batch"] {
      try await browser.until("document.activeElement?.id === 'search-\(field)'")
      try await browser.press("CONTROL+a", "BACKSPACE")
      if let value = values[field] { try await browser.press(value) }
      try await browser.press("TAB")
    }
    try await browser.run("document.querySelector('.screen-search .verdict').replaceChildren()")
    try await browser.press("ENTER")
    try await browser.until(
      "document.querySelector('.screen-search .verdict .icon-warning, .screen-search .verdict .icon-info')")
    return try await browser.run("return document.querySelectorAll('[data-row]').length").number
  }

  @Test("who has no right to a screen is not offered it")
  func rights() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      let clerk = try await window.offeredScreens()
      #expect(clerk.contains("search") && !clerk.contains("settings") && !clerk.contains("person"))
      try await browser.press("SHIFT+F9")
      #expect(try await browser.run("return document.querySelectorAll('.screen-read').length").number == 1)
    }
  }
}
