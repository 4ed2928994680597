import Emulation
import TestSupport
import Testing

@Suite("How the screens beside reading look", .timeLimit(.minutes(15)))
struct OfficeLooksTests {
  @Test("searching and looking at a person: nothing is cut, everything can be read, every control has a name")
  func persons() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let album = try Album(window)
      try await window.openAsClerk()
      for (card, outcome) in [
        (try MadeCards.write(MadeCards.citizen(), in: window.folder, as: "first"), "filed"),
        (try MadeCards.write(MadeCards.renewed(), in: window.folder, as: "renewed"), "renewed"),
        ("foreigner2017-long-name", "filed"), ("citizen-long-fields", "filed"), ("citizen-ordinary", "filed"),
      ] {
        try await window.file(card, expecting: outcome)
      }
      try await browser.press("F6")
      try await browser.until("document.activeElement?.id === 'search-number'")
      try await album.look(at: "search-empty")
      try await browser.press("ENTER")
      try await browser.until("document.querySelectorAll('[data-row]').length === 4")
      try await album.look(at: "search-found")
      try await browser.press("CONTROL+HOME", "END", "HOME", "ARROW_UP", MadeCards.citizen().number, "ENTER")
      try await browser.until("document.querySelectorAll('[data-row]').length === 1")
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-person=masked]')")
      try await album.look(at: "person-masked")
      try await browser.press("h")
      try await browser.until("document.querySelectorAll('.person-history tbody tr').length === 4")
      try await album.look(at: "person-history")
      try await browser.press("h", " ")
      try await browser.until("document.querySelector('.screen-person canvas')?.width === 102")
      try await album.look(at: "person-shown")
    }
  }

  @Test("the same for the settings")
  func settings() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let album = try Album(window)
      try await window.open(as: "administrator", waitingFor: "settings")
      try await browser.until("document.querySelector('[data-setting]')")
      try await album.look(at: "settings-window")
      try await browser.press("ALT+c")
      try await browser.until("document.querySelector('[data-row=zhang]')")
      try await album.look(at: "settings-accounts")
      try await browser.press("a")
      try await browser.until("document.querySelector('#account-name')")
      try await album.look(at: "settings-new-account")
      try await browser.press("ALT+a")
      try await browser.until("document.querySelector('.col-became')")
      try await album.look(at: "settings-audit")
    }
  }

  @Test("the same for typed documents, the roster and the readers")
  func others() async throws {
    let configuration = Kiosk.standInPortraits + "window.typedDocuments = on\n"
    try await PageWindow.with(configuration: configuration) { window in
      let browser = window.browser
      let album = try Album(window)
      try await window.open(as: "checker", waitingFor: "typed")
      try await window.isWaiting()
      try await window.file("citizen-long-fields", expecting: "filed")
      try await browser.press("F8")
      try await browser.until("document.activeElement?.id === 'typed-number'")
      try await browser.press("E12", "ENTER")
      try await browser.until("document.querySelector('[data-compared=filed]')")
      try await album.look(at: "typed-compared")
      try await browser.press("F9")
      try await browser.until("document.activeElement?.id === 'roster-number'")
      let number = try PageWindow.expected("citizen-long-fields")["document"]["number"].text ?? ""
      try await browser.press(number, "ENTER")
      try await browser.until("document.querySelector('[data-roster=found]')")
      try await album.look(at: "roster-found")
      try await browser.press("SHIFT+F2")
      try await browser.until("document.querySelector('[data-state=ready] tbody tr')")
      try await album.look(at: "reader-health")
    }
  }
}
