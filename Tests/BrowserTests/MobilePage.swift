import Emulation
import TestSupport

/// A window whose messages go into the emulator's inbox, and the page of its clerk in a browser.
struct MobilePage {
  let window: PageWindow
  let inbox: EmulatorInbox
  var browser: Browser { window.browser }

  /// Runs `body` with such a window; `answer` is what the inbox says to each message.
  static func with(
    answer: String = "accepted", more: String = "", _ body: (MobilePage) async throws -> Void
  ) async throws {
    let inbox = try await EmulatorInbox(answer: answer)
    let settings = "window.selfService = read, done, bind\n" + inbox.configuration + more
    let result: Result<Void, any Error>
    do {
      try await PageWindow.with(configuration: Kiosk.standInPortraits + settings) { window in
        try await window.browser.before(watchful)
        try await body(MobilePage(window: window, inbox: inbox))
      }
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await inbox.stop()
    try result.get()
  }

  /// Opens the clerks' page as somebody of `role`, signed in.
  func open(role: String = "clerk") async throws {
    try await window.addClerk(role: role)
    try await browser.open(window.address + "/")
    try await window.signIn()
    try await window.isWaiting()
  }

  /// Lays the card, waits for what done would do, and goes on with the number: F4, and Enter for the face.
  func begin(_ card: String, outcome: String, then step: String = "number") async throws {
    try await window.show(card, outcome: outcome)
    try await browser.press("F4")
    try await isAt("face")
    try await browser.press("ENTER")
    try await isAt(step)
  }

  /// Waits until a step is open.
  func isAt(_ step: String) async throws {
    try await browser.until("document.querySelector('[data-step=\(step)].screen-mobile')")
  }

  /// Types a number and asks for a code.
  func send(to phone: String) async throws {
    try await browser.press(phone, "ENTER")
    try await isAt("code")
  }

  /// Waits until the message stands so.
  func isDelivery(_ state: String) async throws {
    try await browser.until("document.querySelector('.mobile-delivery[data-state=\(state)]')")
  }

  /// Waits until the screen tells a failure.
  func isTold(_ reason: String) async throws {
    try await browser.until("document.querySelector('.verdict')?.textContent.includes('\(reason)')")
  }

  /// The code in the newest of so many messages to `phone`, once they have come.
  func code(to phone: String, message count: Int = 1) async throws -> String {
    try await inbox.code(to: phone, message: count)
  }

  /// Lifts the card, lets so many seconds pass for a daemon that starts anew, and signs in again.
  func pass(seconds: Int) async throws {
    let milliseconds = seconds * 1_000
    try await window.reader.lift()
    try await window.restart {
      try await browser.until("document.querySelector('[data-banner=offline]')")
      try await window.write(
        "UPDATE counted_time SET offset = offset + \(milliseconds), latest = latest + \(milliseconds)")
    }
    try await window.signIn()
    try await window.isWaiting()
  }

  /// What stands in the open step and below it.
  func shown() async throws -> String { try await browser.text() }
}
