import Emulation
import Foundation
import Synchronization
import TestSupport

/// A whole window with a virtual PC/SC reader, and its page in a browser.
final class PageWindow: Sendable {
  let reader: VirtualReader
  let kiosk: Kiosk
  let folder: ScratchFolder
  let browser: Browser
  /// Where the page is, without a slash at the end.
  let address: String
  private let restarted = Mutex<RunningProgram?>(nil)

  private init(_ browser: Browser, _ configuration: String, _ centre: String?) async throws {
    self.browser = browser
    folder = try ScratchFolder()
    var configuration = configuration
    if let centre {
      configuration += "archive.postgresql = \(centre)\n"
      let file = try folder.write(configuration, to: "init.conf")
      let made = try await Kiosk.client(
        ["archive", "init", "--state-dir", folder.file("state"), "--config", file], in: folder)
      guard made.status == 0 else { throw TestFailure("no archive at the centre: \(made.errors)") }
    }
    reader = try await VirtualReader()
    kiosk = try await Kiosk(
      folder: folder, links: "pcsc", environment: reader.environment,
      configuration: configuration + "window.name = 浦江窗口 3\npage.port = 0\n")
    address = "http://127.0.0.1:\(try await Kiosk.pagePort(kiosk.counterDaemon))"
  }

  /// Runs `body` with a window and a browser, and sees that the page had nothing to complain of.
  ///
  /// The archive is the window's own, or lies at `centre`.
  static func with(
    configuration: String = Kiosk.standInPortraits, centre: String? = nil,
    _ body: (PageWindow) async throws -> Void
  ) async throws {
    try await Browser.with { browser in
      let window = try await PageWindow(browser, configuration, centre)
      try await body(window)
      let complaints = try await browser.console().filter { !$0.contains("Failed to load resource") }
      if !complaints.isEmpty { throw TestFailure("the page complains: \(complaints)") }
      await window.stop()
    }
  }

  private func stop() async {
    await restarted.withLock { $0 }?.stop()
    await kiosk.stop()
    await reader.stop()
  }

  /// Opens the page for people without an account.
  func openSelfService() async throws {
    try await browser.open(address + "/self.html")
    try await isWaiting()
  }

  /// Waits until the page waits for a card.
  func isWaiting() async throws { try await browser.until("document.querySelector('[data-phase=waiting]')") }

  /// Lays a card of Fixtures/cards, or a file.
  func lay(_ card: String, slot: Int = 0) async throws {
    try await reader.put(card.hasPrefix("/") ? card : Self.card(card), slot: slot)
  }

  /// Lifts the card and waits until the counter knows, where what comes next would still find it there.
  func lift() async throws {
    let watcher = try await kiosk.watch()
    try await reader.lift()
    _ = try await watcher.line {
      $0["method"].text == "card.changed" && $0["params"]["state"].text == "lifted"
    }
  }

  /// Lays a card and waits until it stands on the page with what done would do.
  func show(_ card: String, outcome: String) async throws {
    let shown = "document.querySelector('.reading')?.dataset.session ?? ''"
    let before = try await browser.run("return \(shown)").text ?? ""
    try await lay(card)
    // What stands there may be of another card that had the same outcome.
    try await browser.until("(\(shown)) !== '\(before)'")
    try await isShown(outcome: outcome)
  }

  /// Waits until a reading is on the page, its portrait too, and the key for done is open or `outcome` says why not.
  func isShown(outcome: String) async throws {
    try await browser.until(
      "document.querySelector('[data-phase=shown][data-portrait=settled] .verdict[data-outcome=\(outcome)]')")
  }

  /// Waits until the page says what became of the last card.
  func isSaid(outcome: String) async throws {
    try await browser.until("document.querySelector('.notice[data-outcome=\(outcome)]')")
  }

  /// How many persons are on file.
  func persons() async throws -> Int? {
    try await Kiosk.client(["status", "--json"], in: folder).json["persons"].number
  }

  /// Ends the counter daemon and starts another one that serves the page at the same address.
  func restart(whileAway: () async throws -> Void) async throws {
    await kiosk.counterDaemon.stop()
    try await whileAway()
    let file = try String(contentsOfFile: folder.file("idkiosk.conf"), encoding: .utf8)
    let port = address.split(separator: ":").last.map(String.init) ?? ""
    let fixed = file.replacing("page.port = 0", with: "page.port = \(port)")
    let daemon = try Kiosk.startCounterDaemon(folder, try folder.write(fixed, to: "again.conf"))
    restarted.withLock { $0 = daemon }
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
  }

  /// Changes the archive's file itself, where waiting or swiping for hours is the other way.
  func write(_ change: String) async throws {
    let tool = try RunningProgram("/usr/bin/sqlite3", [folder.file("state/archive.db"), change])
    guard await tool.wait() == 0 else { throw TestFailure("sqlite3: \(tool.errors)") }
  }

  static func card(_ name: String) -> String { Programs.repository + "/Fixtures/cards/\(name).card" }

  /// What the card file says must be understood of it.
  static func expected(_ name: String) throws -> JSONValue {
    JSONValue(try CardFile(parsing: try String(contentsOfFile: card(name), encoding: .utf8)).expected)
  }
}
