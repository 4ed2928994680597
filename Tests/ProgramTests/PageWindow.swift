import Foundation
import LinuxPlatform
import TestSupport

/// A counter daemon with a page and, where asked for, a reader daemon with a virtual reader.
final class PageWindow: Sendable {
  let folder: ScratchFolder
  let daemon: RunningProgram
  let port: UInt16
  private let window: PCSCWindow?

  /// With a virtual reader and two slots.
  static func withReader() async throws -> PageWindow {
    let window = try await PCSCWindow(configuration: Kiosk.standInPortraits + "page.port = 0\n")
    return try await PageWindow(window.kiosk.folder, window.kiosk.counterDaemon, window)
  }

  /// Without any reader.
  static func withoutReader(port: UInt16 = 0, in folder: ScratchFolder? = nil) async throws -> PageWindow {
    let folder = try folder ?? ScratchFolder()
    let file = try folder.write("page.port = \(port)\n", to: "idkiosk.conf")
    let daemon = try Kiosk.startCounterDaemon(folder, file)
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    return try await PageWindow(folder, daemon, nil)
  }

  private init(_ folder: ScratchFolder, _ daemon: RunningProgram, _ window: PCSCWindow?) async throws {
    self.folder = folder
    self.daemon = daemon
    self.window = window
    port = try await Kiosk.pagePort(daemon)
  }

  /// The virtual reader; only of a window that has one.
  func reader() throws -> PCSCWindow {
    guard let window else { throw TestFailure("this window has no reader") }
    return window
  }

  func connect(isVersion6: Bool = false, reads: Bool = true) throws -> PageConnection {
    try PageConnection(port: port, isVersion6: isVersion6, reads: reads)
  }

  /// Makes a call on a connection of its own.
  func call(_ method: String, _ params: String = "{}", headers: [String] = []) async throws -> PageAnswer {
    let connection = try connect()
    connection.call(method, params, headers: headers)
    return try await connection.answer()
  }

  /// Whether the page and its calls are answered as always.
  func isWell() async throws -> Bool {
    let connection = try connect()
    connection.request("GET /")
    let page = try await connection.take()
    connection.call("status")
    let status = try await connection.take()
    return page.status == 200 && page.text.contains("<html")
      && status.json["result"]["archive"]["ok"].flag == true
  }

  @discardableResult
  func stop() async -> Int32 {
    let status = await daemon.stop()
    await window?.stop()
    return status
  }
}
