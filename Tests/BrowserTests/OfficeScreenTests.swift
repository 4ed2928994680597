import Emulation
import TestSupport
import Testing

@Suite("Typed documents, roster and reader health, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct OfficeScreenTests {
  /// The specimen of the standard for machine-readable zones, lines ended as a scanner ends them.
  private static let zone = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  ]

  @Test("a checker types a document in: the number is judged while it is typed, compared, then filed")
  func typed() async throws {
    let configuration = Kiosk.standInPortraits + "window.typedDocuments = on\n"
    try await PageWindow.with(configuration: configuration) { window in
      let browser = window.browser
      let name = SyntheticPeople(seed: 5).citizen(1).name
      try await window.open(as: "checker", waitingFor: "typed")
      try await browser.press("F8")
      try await browser.until("document.activeElement?.id === 'typed-number'")
      // The kind, by arrow keys, and back to the number.
      try await browser.press("SHIFT+TAB", "ARROW_DOWN", "ARROW_DOWN", "TAB", "0000")
      try await browser.until("document.querySelector('#typed-number-said[data-state=incomplete]')")
      try await browser.press("x")
      try await browser.until("document.querySelector('#typed-number-said[data-state=wrong]')")
      try await browser.press("BACK_SPACE", "0000")
      try await browser.until("document.querySelector('#typed-number-said[data-state=valid]')")
      try await browser.press("TAB", name, "ENTER")
      try await browser.until("document.querySelector('[data-compared=filed]')")
      #expect(try await window.persons() == 0)
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('.verdict[data-filed=filed]')")
      #expect(try await window.persons() == 1)
      #expect(!(try await window.held()).contains(name))
    }
  }

  @Test(
    "where two checkers are asked for, the second finds what waits, compares it and files it; values stay nowhere"
  )
  func secondChecker() async throws {
    let configuration =
      Kiosk.standInPortraits + "window.typedDocuments = on\nwindow.secondChecker = on\n"
    try await PageWindow.with(configuration: configuration) { window in
      let browser = window.browser
      let name = SyntheticPeople(seed: 5).citizen(2).name
      try await window.open(as: "checker", waitingFor: "typed")
      try await window.typeInElsewhere(["number = 00000000\nname = \(name)\n", "number = 00000001\n"])
      try await browser.press("F8")
      // What the checker types alone waits, and the list has a key once something does.
      try await browser.until("document.querySelector('[data-key=review]')")
      try await browser.until("document.activeElement?.id === 'typed-number'")
      try await browser.press("L898902C3", "ENTER")
      try await browser.until("document.querySelector('[data-compared=filed]')")
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('.verdict[data-filed=queued]')")
      try await browser.press("PAGE_DOWN")
      try await browser.until("document.querySelector('.verdict[data-waiting=\"3\"]')")
      try await browser.until("document.activeElement?.tagName === 'TR'")
      #expect(!(try await window.held()).contains(name))
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-review=filed]')")
      #expect(try await browser.text().contains(name))
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('.verdict[data-settled=filed]')")
      #expect(try await window.persons() == 1)
      #expect(!(try await window.held()).contains(name))
      // The next one is wrong: it takes two presses.
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-review=filed]')")
      try await browser.press("DELETE", "DELETE")
      try await browser.until("document.querySelector('.verdict[data-settled=discarded]')")
      // The own one cannot be confirmed.
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-review=filed]')")
      #expect(try await browser.run("return !document.querySelector('[data-key=right]')").flag == true)
      try await browser.press("BACK_SPACE")
      try await browser.until("document.querySelector('.verdict[data-waiting=\"1\"]')")
      try await browser.press("BACK_SPACE")
      try await browser.until("document.activeElement?.id === 'typed-number'")
      #expect(try await window.persons() == 1)
    }
  }

  @Test("a scanner's burst fills the form wherever the focus is, and leaves nothing behind in that field")
  func scanned() async throws {
    let configuration = Kiosk.standInPortraits + "window.typedDocuments = on\n"
    try await PageWindow.with(configuration: configuration) { window in
      let browser = window.browser
      try await window.open(as: "checker", waitingFor: "typed")
      try await browser.press("F8")
      try await browser.until("document.activeElement?.id === 'typed-number'")
      try await browser.press("TAB")
      // As a wedge does: every key at once, Enter after each line.
      try await browser.run(
        """
        for (const key of arguments[0]) {
          const at = document.activeElement;
          const isTaken = !at.dispatchEvent(new KeyboardEvent("keydown", { key: key === "\\n" ? "Enter" : key, bubbles: true, cancelable: true }));
          if (!isTaken && key !== "\\n") at.value += key;
        }
        """, Self.zone.joined(separator: "\n") + "\n")
      try await browser.until("document.querySelector('.verdict[data-scanned=\"0\"]')")
      let value = { (id: String) in
        try await browser.run("return document.querySelector('#typed-\(id)').value").text
      }
      #expect(try await value("number") == "L898902C3")
      #expect(try await value("englishName") == "ERIKSSON, ANNA MARIA")
      #expect(try await value("birthDate") == "1974-08-12")
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-compared=filed]')")
      try await browser.press("ESCAPE")
      try await browser.until("!document.querySelector('.screen-typed')")
      #expect(!(try await window.held()).contains("ERIKSSON"))
    }
  }

  @Test("a number or a card tells name and portrait of whom is on file, and neither stays")
  func roster() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let person = MadeCards.citizen()
      let card = try MadeCards.write(person, in: window.folder, as: "first")
      try await browser.before(watchful)
      try await window.openAsClerk()
      try await window.file(card, expecting: "filed")
      try await browser.press("F9")
      try await browser.until("document.activeElement?.id === 'roster-number'")
      try await browser.press("no such number", "ENTER")
      try await browser.until(
        "document.querySelector('.verdict .code')?.textContent.includes('person.unknown')")
      try await browser.press(person.number, "ENTER")
      try await browser.until("document.querySelector('[data-roster=found] canvas')?.width === 102")
      #expect(try await browser.text().contains(person.name))
      #expect(!(try await window.held()).contains(person.number))
      try await browser.press("DELETE")
      try await browser.until("!document.querySelector('[data-roster]')")
      try await window.lay(card)
      try await browser.until("document.querySelector('[data-roster=found] canvas')?.width === 102")
      try await browser.run("ahead += 61000")
      try await browser.until("!document.querySelector('[data-roster]')")
      #expect(!(try await window.held()).contains(person.name))
      #expect(try await window.acts().filter { $0 == "roster.find" }.count == 3)
    }
  }

  @Test("the readers' screen tells each reader's state and figures, and what to do when they are gone")
  func health() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      try await window.file("citizen-ordinary", expecting: "filed")
      try await browser.press("SHIFT+F2")
      try await browser.until("document.querySelector('[data-state=ready] tbody tr')")
      #expect(try await browser.text().contains("读出 1 张"))
      try await browser.until(
        "document.querySelector('.doctor-check[data-subject=archive][data-state=fine]')")
      try await browser.until(
        "document.querySelector('.doctor-check[data-subject=gateway][data-state=attention]')")
      #expect(try await browser.text().contains("没有配置短信网关"))
      await window.reader.stop()
      try await browser.until("document.querySelector('[data-readers=\"0\"]')")
      #expect(try await browser.text().contains("请检查连线和电源"))
    }
  }
}
