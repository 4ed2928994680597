import Foundation
import TestSupport
import Testing

/// A portal on another loopback port, whose page sends its user to the window and gets the user back.
///
/// The browser takes it for one on the public network.
final class PortalSite: Sendable {
  private let server: RunningProgram
  let port: String
  /// As it is configured at the window.
  var origin: String { "http://127.0.0.1:\(port)" }

  init() async throws {
    server = try RunningProgram("/usr/bin/python3", [Programs.repository + "/Tests/Browser/portal/serve.py"])
    let line = try await server.outputLine { $0.hasPrefix("Serving HTTP") }
    port = try #require(line.firstMatch(of: #/port ([0-9]+)/#).map { String($0.output.1) })
  }

  /// Runs `body` with a portal and a window that knows it.
  static func with(
    _ configuration: String = Kiosk.standInPortraits, _ body: (PortalSite, PageWindow) async throws -> Void
  ) async throws {
    let site = try await PortalSite()
    let lines = """
      portal.origins = \(site.origin)
      portal.names = \(site.origin)=建管平台
      portal.accounts = city=\(site.origin)
      service.plain.port = 0
      service.plain.origins = \(site.origin)

      """
    try await PageWindow.with(configuration: configuration + lines) { window in
      try await body(site, window)
    }
    await site.server.stop()
  }

  /// Opens the portal's page, at another name of this machine where it is not to be the configured origin.
  func open(_ window: PageWindow, host: String = "127.0.0.1", _ more: String = "") async throws {
    let own = window.address.split(separator: ":").last.map(String.init) ?? ""
    try await window.browser.open("http://\(host):\(port)/page.html?port=\(own)\(more)")
  }

  /// Follows the page's link to the window.
  func follow(_ window: PageWindow) async throws {
    _ = try await window.browser.run("document.querySelector('#open').click()")
    try await window.browser.until("location.pathname === '/handoff.html'")
  }

  /// Waits until the user is back; the statement.
  func isBack(_ window: PageWindow, _ outcome: String) async throws -> String {
    try await window.browser.until("document.querySelector('#outcome')?.textContent === '\(outcome)'")
    let statement = try await window.browser.run("return document.querySelector('#statement').textContent")
    return try #require(statement.text)
  }
}
