import Emulation
import TestSupport
import Testing

@Suite("The Read screen of a clerk, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct ReadScreenTests {
  @Test("a clerk signs in, reads and files by keyboard alone; each outcome has its sentence and sound")
  func outcomes() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(watchful)
      let card = try MadeCards.write(MadeCards.citizen(), in: window.folder, as: "first")
      let renewed = try MadeCards.write(MadeCards.renewed(), in: window.folder, as: "renewed")
      let conflicting = try MadeCards.write(MadeCards.conflicting(), in: window.folder, as: "conflicting")
      try await window.openAsClerk()
      #expect(try await browser.text().contains("张工"))
      try await window.file(card, expecting: "filed")
      try await window.file(card, expecting: "unchanged")
      try await window.show(renewed, outcome: "renewed")
      let old = try await browser.run(
        "return document.querySelector('[data-field=address] .field-old').innerText")
      let new = try await browser.run(
        "return document.querySelector('[data-field=address] .value').innerText")
      #expect(old.text?.contains(MadeCards.citizen().address) == true)
      #expect(new.text == MadeCards.renewed().address)
      #expect(
        try await browser.run("return document.querySelectorAll('.side .mark-changed').length").number == 1)
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "renewed")
      try await window.file(card, expecting: "older")
      try await window.show(conflicting, outcome: "conflict")
      #expect(try await window.persons() == 1)
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "conflict")
      #expect(try await window.persons() == 1)
      let sounds = try await browser.run("return heardSounds.filter((name) => name !== 'read')")
      #expect(sounds.elements.compactMap(\.text) == ["filed", "known", "filed", "known", "again"])
    }
  }

  @Test("a wrong password is told, a reload keeps the sign-in, and the lock leaves nobody on the page")
  func lock() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(watchful)
      try await window.addClerk()
      try await browser.open(window.address + "/")
      try await window.signIn(password: "not it")
      try await browser.until(
        "document.querySelector('.problem')?.textContent.includes('clerk.signInRefused')")
      #expect(try await browser.run("return document.querySelector('#sign-in-password').value").text == "")
      try await browser.press(PageWindow.password, "ENTER")
      try await window.isWaiting()
      try await window.show("citizen-ordinary", outcome: "filed")
      let name = try #require(PageWindow.expected("citizen-ordinary")["document"]["name"].text)
      try await browser.reload()
      try await window.isShown(outcome: "filed")
      #expect(try await browser.run("return Object.keys(localStorage).length").number == 0)
      // Nobody touches the page for as long as the window's policy says.
      try await browser.run("ahead += 580000")
      try await browser.until("document.querySelector('[data-banner=idle]')")
      try await browser.run("ahead += 30000")
      try await browser.until("document.querySelector('#sign-in-name')")
      let left = try await browser.run("return document.documentElement.outerHTML").text ?? name
      #expect(!left.contains(name))
      #expect(try await browser.run("return sessionStorage.length").number == 0)
      try await window.signIn()
      try await browser.until("document.querySelector('[data-phase=waiting] .drawing-lift')")
      try await browser.press("ALT+q")
      try await browser.until("document.querySelector('#sign-in-name')")
      #expect(try await window.persons() == 0)
    }
  }

  @Test("a daemon that restarted has forgotten the sign-in, and the page asks for it again")
  func restarted() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      try await window.show("citizen-ordinary", outcome: "filed")
      try await window.restart {
        try await browser.until("document.querySelector('[data-banner=offline]')")
      }
      try await browser.until("document.querySelector('#sign-in-name')")
      #expect(!(try await browser.text()).contains("样本"))
      try await window.signIn()
      try await window.isShown(outcome: "filed")
    }
  }

  @Test("the language is switched in place by a key, and kept")
  func language() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      try await window.show("citizen-ordinary", outcome: "filed")
      let first = "return document.querySelector('.verdict .t').firstChild"
      #expect(try await browser.run("\(first).lang").text == "zh-CN")
      try await browser.press("ALT+l")
      #expect(try await browser.run("\(first).textContent").text == "Not on file. Done files this person.")
      #expect(try await browser.run("return document.documentElement.lang").text == "en")
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "filed")
      try await browser.reload()
      try await browser.until("document.querySelector('[data-phase=waiting]')")
      #expect(try await browser.run("return document.querySelector('h1 .t').firstChild.lang").text == "en")
    }
  }
}
