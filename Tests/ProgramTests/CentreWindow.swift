import Emulation
import Foundation
import TestSupport
import Testing

/// A window with a virtual reader whose archive lies at a centre.
final class CentreWindow: Sendable {
  let window: PCSCWindow
  private let counter: Awaited<RunningProgram>
  private let number = Awaited(100)

  /// A window on the archive at `target`, made there by the first one; the keys are those of `other`.
  ///
  /// `more` are further lines of its configuration; without `id` it has the tests' usual one.
  init(
    _ target: String, keysOf other: CentreWindow? = nil, id: String = "test-window", _ more: String = ""
  ) async throws {
    let folder = try ScratchFolder()
    let settings =
      Kiosk.standInPortraits.replacingOccurrences(of: "test-window", with: id)
      + "archive.postgresql = \(target)\n" + more
    let file = try folder.write(settings, to: "init.conf")
    if let other {
      try folder.makeFolder("state")
      for name in ["state/archive.lookup-1.key", "state/archive.wrapping-1.key"] {
        try FileManager.default.copyItem(
          atPath: other.window.kiosk.folder.file(name), toPath: folder.file(name))
      }
    }
    let made = try await Kiosk.client(
      ["archive", "init", "--json", "--state-dir", folder.file("state"), "--config", file], in: folder)
    #expect(made.status == 0, "\(made.errors)\(made.output)")
    window = try await PCSCWindow(configuration: settings, folder: folder)
    counter = Awaited(window.kiosk.counterDaemon)
  }

  /// Kills the counter daemon, and starts another one; a client of it that watches.
  func killed() async throws -> WireClient {
    counter.value.send(SIGKILL)
    _ = await counter.value.wait()
    let folder = window.kiosk.folder
    let again = try Kiosk.startCounterDaemon(folder, folder.file("idkiosk.conf"))
    counter.change { $0 = again }
    _ = try await counter.value.errorLine { $0.hasSuffix(": ready") }
    return try await window.kiosk.watch()
  }

  /// Lays a card and lifts it once `act` has read it.
  func with(_ card: SyntheticCard, _ act: () async throws -> JSONValue) async throws -> JSONValue {
    try await window.lay(try Cards.write(card, to: "card", in: window.kiosk.folder))
    let answer = try await act()
    try await window.lift()
    return answer
  }

  /// Reads and files a card.
  func file(_ card: SyntheticCard) async throws -> JSONValue {
    try await with(card) { try await window.read("--file").json }
  }

  /// Swipes a card into a batch.
  func swipe(_ card: SyntheticCard, into batch: String) async throws -> JSONValue {
    try await with(card) { try await swipe(into: batch, through: window.watcher) }
  }

  /// The same at a daemon that was started anew, which a client of its own watches.
  func swipe(
    _ card: SyntheticCard, into batch: String, through client: WireClient
  ) async throws -> JSONValue {
    try await window.reader.put(try Cards.write(card, to: "card", in: window.kiosk.folder))
    let answer = try await swipe(into: batch, through: client)
    try await window.reader.lift()
    _ = try await client.line {
      $0["method"].text == "card.changed" && $0["params"]["state"].text == "lifted"
    }
    return answer
  }

  private func swipe(into batch: String, through client: WireClient) async throws -> JSONValue {
    number.change { $0 += 1 }
    return try await client.call(
      number.value, "batch.swipe", #"{"batch":"\#(batch)","timeoutSeconds":20}"#)["result"]
  }

  /// What the command line says of a call.
  func ask(_ words: String...) async throws -> JSONValue {
    try await Kiosk.client(words + ["--json"], in: window.kiosk.folder).json
  }

  /// Waits until a filing that had waited has this outcome.
  static func delivered(_ session: String, _ outcome: String, to watcher: WireClient) async throws {
    _ = try await watcher.line {
      $0["method"].text == "filing.changed" && $0["params"]["session"].text == session
        && $0["params"]["filing"]["outcome"].text == outcome
    }
  }

  func stop() async {
    await counter.value.stop()
    await window.stop()
  }
}
