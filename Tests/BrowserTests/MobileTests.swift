import Emulation
import TestSupport
import Testing

@Suite("The mobile number on the page, by keyboard alone", .timeLimit(.minutes(15)), .serialized)
struct MobileTests {
  private let first = "13500000001"
  private let second = "13500000002"

  @Test("a number is bound in four steps, changed another day, and the old one is told so")
  func bindAndChange() async throws {
    try await MobilePage.with { page in
      let browser = page.browser
      let card = try MadeCards.write(MadeCards.citizen(), in: page.window.folder, as: "first")
      try await page.open()
      try await page.begin(card, outcome: "filed")
      #expect(try await page.window.persons() == 1)
      try await typed(browser)
      try await browser.press("ENTER")
      try await page.isAt("code")
      try await page.isDelivery("sent")
      #expect(try await page.shown().contains("135****1"))
      let code = try await page.code(to: first)
      // Tried out without a telephone, the message stands on the page, and says what it is.
      try await browser.until("document.querySelector('.trial-inbox li')?.textContent.includes('\(code)')")
      #expect(try await page.shown().contains("试用收件箱"))
      try await browser.press(code, "ENTER")
      try await page.isAt("done")
      #expect(try await page.shown().contains("135****1"))
      try await browser.press("ENTER")
      try await page.window.isSaid(outcome: "bind")
      try await nothingLeft(page, [code, first, "135****1", MadeCards.citizen().name])

      // A day later; the page was signed out by the daemon's restart.
      try await page.pass(seconds: 80_000)
      try await page.begin(card, outcome: "unchanged")
      #expect(try await page.shown().contains("135****1"))
      try await browser.press(first, "ENTER")
      try await page.isTold("phone.same")
      try await browser.press("BACKSPACE", "2", "ENTER")
      try await page.isAt("code")
      try await browser.press(try await page.code(to: second), "ENTER")
      try await page.isAt("done")
      let shown = try await page.shown()
      #expect(shown.contains("135****1") && shown.contains("135****2") && shown.contains("已停用"))
      let notices = try await page.inbox.texts(to: first, count: 2)
      #expect(notices.last?.contains("停用") == true)
      #expect(
        try await browser.run("return heardSounds.filter((name) => name === 'filed').length").number == 2)
    }
  }

  /// What is wrong is told while typing; the number is grouped and taken with its prefix.
  private func typed(_ browser: Browser) async throws {
    let field = "document.querySelector('#mobile-number')"
    try await browser.press("2")
    try await browser.until("\(field).getAttribute('aria-invalid') === 'true'")
    try await browser.press("ENTER")
    #expect(try await browser.run("return document.querySelector('.screen').dataset.step").text == "number")
    try await browser.press("BACKSPACE", "0086 1350000000")
    #expect(try await browser.run("return \(field).value").text == "0086 135 0000 000")
    try await browser.until("document.querySelector('.mobile-told').textContent.includes('1 位')")
    try await browser.press("1")
    try await browser.until("document.querySelector('.mobile-told[data-kind=ok]')")
  }

  /// Neither the page nor what the browser stores for it holds any of these.
  private func nothingLeft(_ page: MobilePage, _ secrets: [String]) async throws {
    let left = try await page.window.held()
    for secret in secrets { #expect(!left.contains(secret)) }
  }

  @Test(
    "a wrong code costs a try, another code waits its minute, and what the page believes of the time decides nothing"
  )
  func wrongAndAgain() async throws {
    try await MobilePage.with { page in
      let browser = page.browser
      try await page.open()
      try await page.begin("citizen-long-term", outcome: "filed")
      try await page.send(to: first)
      let code = try await page.code(to: first)
      #expect(
        try await browser.run("return document.querySelector('[data-key=resend]').ariaDisabled").text
          == "true")
      try await browser.press("F4", "12", "ENTER")
      try await browser.until("document.querySelector('.mobile-told[data-kind=error]')")
      try await browser.press("BACKSPACE", "BACKSPACE", code == "000000" ? "111111" : "000000", "ENTER")
      try await page.isTold("code.wrong")
      try await browser.until("document.querySelector('[data-tries=\"4\"]')")
      #expect(
        try await browser.run("return document.activeElement.id + document.activeElement.value").text
          == "mobile-code")
      try await browser.run("ahead += 61000")
      try await browser.until("document.querySelector('[data-key=resend]:not([aria-disabled])')")
      try await browser.press("F4")
      try await page.isTold("code.tooSoon")
      try await browser.until("document.querySelector('[data-key=resend][aria-disabled]')")
      for tries in [3, 2, 1, 0] {
        try await browser.press(code == "000000" ? "111111" : "000000", "ENTER")
        try await browser.until(
          tries > 0
            ? "document.querySelector('[data-tries=\"\(tries)\"]')" : "document.querySelector('.mobile-void')"
        )
      }
      try await page.isTold("code.locked")
      // The right one comes too late.
      try await browser.press(code, "ENTER")
      #expect(try await browser.run("return document.querySelector('.screen').dataset.step").text == "code")
    }
  }

  @Test("a code is confirmed later, with a new reading of the same document")
  func later() async throws {
    try await MobilePage.with { page in
      let browser = page.browser
      try await page.open()
      try await page.begin("citizen-long-term", outcome: "filed")
      try await page.send(to: first)
      let code = try await page.code(to: first)
      try await browser.press("12", "ESCAPE")
      try await page.window.isSaid(outcome: "left")
      try await nothingLeft(page, [first, "135****1"])
      try await page.window.reader.lift()
      try await browser.until("document.querySelector('[data-phase=waiting] .drawing-waiting')")
      try await page.begin("citizen-long-term", outcome: "unchanged", then: "code")
      #expect(try await page.shown().contains("135****1"))
      try await browser.press(code, "ENTER")
      try await page.isAt("done")
      // Another card: what was done stays done, and is off the screen.
      try await page.window.lay("citizen-ordinary")
      try await browser.until("!document.querySelector('.screen-mobile')")
      try await nothingLeft(page, [code, "135****1"])
    }
  }

  @Test("a supervisor releases a number and says why; a clerk is not offered it")
  func release() async throws {
    try await MobilePage.with { page in
      let browser = page.browser
      try await page.open(role: "supervisor")
      try await page.begin("citizen-long-term", outcome: "filed")
      #expect(
        try await browser.run("return document.querySelectorAll('[data-key=release]').length").number == 0)
      try await page.send(to: first)
      try await browser.press(try await page.code(to: first), "ENTER")
      try await page.isAt("done")
      try await browser.press("ENTER")
      try await page.window.isSaid(outcome: "bind")
      try await page.window.reader.lift()
      try await browser.until("document.querySelector('[data-phase=waiting] .drawing-waiting')")
      try await page.begin("citizen-long-term", outcome: "unchanged")
      try await browser.press("SHIFT+F4")
      try await page.isAt("release")
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('.mobile-told[data-kind=error]')")
      try await browser.press("telephone lost", "ENTER")
      try await page.isAt("done")
      let notices = try await page.inbox.texts(to: first, count: 2)
      #expect(notices.last?.contains("停用") == true)
    }
  }

  @Test(
    "a number abroad is bound where policy says so, and told as not taken elsewhere",
    arguments: [true, false])
  func abroad(isAllowed: Bool) async throws {
    try await MobilePage.with(more: isAllowed ? "sms.abroad = yes\n" : "") { page in
      try await page.open()
      try await page.begin("citizen-long-term", outcome: "filed")
      try await page.browser.press("00852 6000 0000", "ENTER")
      guard isAllowed else {
        try await page.isTold("phone.abroad")
        return
      }
      try await page.isAt("code")
      try await page.browser.press(try await page.code(to: "+85260000000"), "ENTER")
      try await page.isAt("done")
      #expect(try await page.shown().contains("+85****0"))
    }
  }

  @Test("a message that the gateway refuses is told with its reason")
  func refused() async throws {
    try await MobilePage.with(answer: "refused") { page in
      try await page.open()
      try await page.begin("citizen-long-term", outcome: "filed")
      try await page.send(to: first)
      try await page.isDelivery("failed")
      #expect(try await page.shown().contains("sms.refused"))
    }
  }

  @Test("a window whose messages go to telephones has no inbox on its page, and asks for none")
  func noInbox() async throws {
    let gateway = "sms.gateway = command\nsms.command = /bin/true\n"
    try await PageWindow.with(configuration: Kiosk.standInPortraits + gateway) { window in
      let browser = window.browser
      try await browser.before(
        """
        window.asked = [];
        const plain = window.fetch.bind(window);
        window.fetch = (where, options) => { asked.push(options?.body ?? ""); return plain(where, options); };
        """)
      try await window.openAsClerk()
      try await window.show("citizen-long-term", outcome: "filed")
      try await browser.press("F4")
      try await browser.until("document.querySelector('[data-step=face].screen-mobile')")
      try await browser.press("ENTER", first, "ENTER")
      try await browser.until("document.querySelector('.mobile-delivery[data-state=unknown]')")
      let asked = try await browser.run("return asked.join()").text ?? ""
      #expect(asked.contains("phone.sendCode") && !asked.contains("sms.inbox"))
      #expect(
        try await browser.run("return document.querySelector('.trial-inbox')?.hidden").flag == true)
    }
  }

  @Test("a person alone binds a first number, and is sent to the clerk for another")
  func selfService() async throws {
    try await MobilePage.with { page in
      let browser = page.browser
      try await page.window.openSelfService()
      try await page.window.show("citizen-long-term", outcome: "filed")
      try await browser.press("F4")
      try await page.isAt("number")
      try await page.send(to: first)
      try await browser.press(try await page.code(to: first), "ENTER")
      try await page.isAt("done")
      #expect(try await page.shown().contains("未核对"))
      try await browser.press("ENTER")
      try await page.window.isSaid(outcome: "bind")
      try await page.window.reader.lift()
      try await browser.until("document.querySelector('[data-phase=waiting] .drawing-waiting')")
      try await page.window.show("citizen-long-term", outcome: "unchanged")
      try await browser.press("F4")
      try await page.isAt("refused")
      #expect(!(try await page.shown()).contains("135****1"))
      // Nobody touches it: it clears itself.
      try await browser.run("ahead += 121000")
      try await browser.until("!document.querySelector('.screen-mobile')")
    }
  }

  @Test(
    "in every step, size, language and scheme nothing is cut, everything can be read, every control has a name"
  )
  func looks() async throws {
    try await MobilePage.with { page in
      let browser = page.browser
      let album = try Album(page.window)
      let card = try MadeCards.write(MadeCards.citizen(), in: page.window.folder, as: "first")
      try await page.open(role: "supervisor")
      try await page.window.show(card, outcome: "filed")
      try await browser.press("F4")
      try await page.isAt("face")
      try await album.look(at: "mobile-face", everySize: true)
      try await browser.press("ENTER")
      try await page.isAt("number")
      try await browser.press("135000000")
      try await album.look(at: "mobile-number")
      try await browser.press("01", "ENTER")
      try await page.isAt("code")
      try await page.isDelivery("sent")
      let code = try await page.code(to: first)
      try await browser.press(code == "000000" ? "111111" : "000000", "ENTER")
      try await page.isTold("code.wrong")
      try await album.look(at: "mobile-code", everySize: true)
      try await browser.press(code, "ENTER")
      try await page.isAt("done")
      try await album.look(at: "mobile-done")
      try await browser.press("ENTER")
      try await page.window.isSaid(outcome: "bind")
      try await album.look(at: "mobile-bound")
      try await page.window.reader.lift()
      try await browser.until("document.querySelector('[data-phase=waiting] .drawing-waiting')")
      try await page.begin(card, outcome: "unchanged")
      try await album.look(at: "mobile-change")
      try await browser.press("SHIFT+F4")
      try await page.isAt("release")
      try await album.look(at: "mobile-release")
    }
  }
}
