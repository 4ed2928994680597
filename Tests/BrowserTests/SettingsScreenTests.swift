import TestSupport
import Testing

@Suite("The settings of a window, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct SettingsScreenTests {
  @Test("an administrator changes a setting by keyboard; one of the configuration file is told as fixed")
  func window() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.open(as: "administrator", waitingFor: "settings")
      #expect(!(try await window.offeredScreens()).contains("search"))
      let setting = "[data-setting=\"clerk.wrongTries\"]"
      try await browser.until("document.querySelector('\(setting) input')")
      #expect(
        try await browser.run(
          "return document.querySelectorAll('[data-setting=\"window.name\"] input').length"
        ).number == 0)
      #expect(try await browser.text().contains("写在配置文件中"))
      try await tab(to: "setting-clerk.wrongTries", browser)
      try await browser.press("CONTROL+a", "2", "ENTER")
      try await browser.until(
        "document.querySelector('.verdict .code')?.textContent.includes('setting.badValue')")
      try await browser.press("CONTROL+a", "9", "ENTER")
      try await browser.until("document.querySelector('\(setting) .icon-ok')")
      let shown = try await window.kiosk.client("window", "show", "--json").json["settings"].elements
      #expect(shown.first { $0["key"].text == "clerk.wrongTries" }?["value"].text == "9")
      // The next control takes it back.
      try await browser.press("TAB", "TAB", "ENTER")
      try await browser.until("document.querySelector('\(setting) input').value === '5'")
    }
  }

  @Test("an administrator makes, locks and resets an account, and finds it all in the audit trail")
  func accounts() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let secret = "another long password"
      try await window.open(as: "administrator", waitingFor: "settings")
      try await browser.until("document.querySelector('[data-setting]')")
      try await browser.press("ALT+c")
      try await browser.until("document.activeElement?.dataset?.row === 'zhang'")
      // Nobody locks the own account.
      #expect(
        try await browser.run("return document.querySelector('[data-key=lock].secondary').ariaDisabled").text
          == "true")
      try await browser.press("a")
      try await browser.until("document.activeElement?.id === 'account-name'")
      try await browser.press(
        "li", "TAB", "李工", "TAB", "ARROW_DOWN", "TAB", secret, "TAB", "not the same", "ENTER")
      try await browser.until("document.querySelector('#account-again-said .icon-error')")
      try await browser.press(secret, "ENTER")
      try await browser.until("document.activeElement?.dataset?.row === 'li'")
      #expect(!(try await window.held()).contains(secret))
      try await browser.press("l")
      try await browser.until("document.querySelector('[data-row=li] .icon-lock')")
      try await browser.press("l")
      try await browser.until("document.querySelector('[data-row=li] .icon-ok')")
      try await browser.press("r")
      try await browser.until("document.activeElement?.id === 'account-password'")
      try await browser.press("short", "TAB", "short", "ENTER")
      try await browser.until(
        "document.querySelector('.verdict .code')?.textContent.includes('clerk.passwordTooShort')")
      try await browser.press("and a longer one", "TAB", "and a longer one", "ENTER")
      try await browser.until("document.activeElement?.dataset?.row === 'li'")
      try await browser.press("o")
      try await browser.until("document.activeElement?.id === 'account-role-checker'")
      try await browser.press("ARROW_DOWN", "ENTER")
      try await browser.until("document.querySelector('[data-row=li] .col-role')?.textContent.includes('主管')")
      try await browser.press("w")
      try await browser.until("document.activeElement?.id === 'account-windows'")
      try await browser.press("window-2 window-3", "ENTER")
      try await browser.until(
        "document.querySelector('[data-row=li] .col-windows')?.textContent === 'window-2, window-3'")
      let clerks = try await window.kiosk.client("clerk", "list", "--json").json["clerks"].elements
      let made = clerks.first { $0["name"].text == "li" }
      #expect(made?["role"].text == "supervisor" && made?["displayName"].text == "李工")
      try await browser.press("ALT+a")
      try await browser.until(
        "document.querySelector('.col-became') && document.querySelectorAll('[data-row]').length > 4")
      let trail = try await browser.text()
      #expect(
        trail.contains("passwordReset") && trail.contains("unlocked") && trail.contains("added checker"))
      try await browser.press("PAGE_DOWN")
      #expect(!(try await window.held()).contains("and a longer one"))
    }
  }

  @Test("a clerk changes the own password by keyboard, and signs in with it")
  func ownPassword() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let another = "quite another password"
      try await window.openAsClerk()
      try await browser.press("ALT+p")
      try await browser.until("document.activeElement?.id === 'password-old'")
      try await browser.press("not mine at all", "TAB", another, "TAB", "something else", "ENTER")
      try await browser.until("document.querySelector('#password-again-said .icon-error')")
      try await browser.press(another, "ENTER")
      try await browser.until(
        "document.querySelector('.verdict')?.textContent.includes('clerk.signInRefused')")
      try await browser.press(PageWindow.password, "TAB", another, "TAB", another, "ENTER")
      try await browser.until("document.querySelector('.verdict[data-done]')")
      let held = try await window.held()
      #expect(!held.contains(another) && !held.contains(PageWindow.password))
      // Still signed in here.
      try await browser.press("ESCAPE")
      try await window.isWaiting()
      try await browser.press("ALT+q")
      try await window.signIn(password: PageWindow.password)
      try await browser.until(
        "document.querySelector('.problem')?.textContent.includes('clerk.signInRefused')")
      try await browser.press(another, "ENTER")
      try await window.isWaiting()
    }
  }

  /// Presses Tab until the control has the focus, as a hand without a mouse does.
  private func tab(to id: String, _ browser: Browser) async throws {
    for _ in 0..<60 {
      if try await browser.run("return document.activeElement?.id").text == id { return }
      try await browser.press("TAB")
    }
    throw TestFailure("no Tab leads to \(id)")
  }
}
