import Emulation
import Foundation
import TestSupport

/// A whole window with a virtual PC/SC reader behind a real pcscd.
final class PCSCWindow: Sendable {
  let reader: VirtualReader
  let kiosk: Kiosk
  /// Gets every notification of the counter.
  let watcher: WireClient
  static let readerID = VirtualReader.ids[0]

  /// `activated`: pcscd does not run before its first client comes, as under systemd.
  init(
    configuration: String = Kiosk.standInPortraits, card: String? = nil, folder: ScratchFolder? = nil,
    activated: Bool = false
  ) async throws {
    reader = try await VirtualReader()
    if activated { try await reader.command("pcscd activate") }
    if let card { try await reader.put(card) }
    kiosk = try await Kiosk(
      folder: try folder ?? ScratchFolder(), links: "pcsc", environment: reader.environment,
      configuration: configuration)
    watcher = try await kiosk.watch()
    _ = try await watcher.call(3, "reader.list")
    // The daemon says when it has found each of the slots.
    for id in VirtualReader.ids {
      _ = try await watcher.line { line in
        line["method"].text == "reader.changed" && line["params"]["id"].text == id
          || line["result"]["readers"].elements.contains { $0["id"].text == id }
      }
    }
  }

  /// Runs `idkiosk read --json` with more options.
  func read(_ options: String..., timeout: Int = 20) async throws -> Kiosk.Answer {
    try await Kiosk.client(["read", "--json", "--timeout", "\(timeout)"] + options, in: kiosk.folder)
  }

  /// Lays a card and waits until the daemon has found it.
  func lay(_ card: String, slot: Int = 0) async throws {
    let before = watcher.count { Self.isCard("found", $0) }
    try await reader.put(card, slot: slot)
    _ = try await watcher.line(number: before + 1) { Self.isCard("found", $0) }
  }

  /// Lifts the card and waits until the daemon has noticed.
  func lift() async throws {
    let before = lifted
    try await reader.lift()
    try await isLifted(before + 1)
  }

  /// How often the daemon has said that a card was lifted.
  var lifted: Int { watcher.count { Self.isCard("lifted", $0) } }

  /// Waits until the daemon has said so `count` times.
  func isLifted(_ count: Int) async throws {
    _ = try await watcher.line(number: count) { Self.isCard("lifted", $0) }
  }

  private static func isCard(_ state: String, _ event: JSONValue) -> Bool {
    event["method"].text == "card.changed" && event["params"]["state"].text == state
  }

  func stop() async {
    await kiosk.stop()
    await reader.stop()
  }
}

/// The card files of the repository, and such as tests make.
enum Cards {
  static let folder = Programs.repository + "/Fixtures/cards"
  static func path(_ name: String) -> String { "\(folder)/\(name).card" }
  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".card") }.map { String($0.dropLast(5)) }.sorted()

  static func file(_ name: String) throws -> CardFile {
    try CardFile(parsing: try String(contentsOfFile: path(name), encoding: .utf8))
  }

  /// Writes a card of a made-up person into `folder` and returns its path.
  static func write(_ card: SyntheticCard, photo: [UInt8]? = nil, to name: String, in folder: ScratchFolder)
    throws
    -> String
  {
    let file = CardFile(text: card.text, photo: photo ?? card.photo, expected: "{}")
    return try folder.write(file.content(comment: ["Made by a test; nobody's card."]), to: name)
  }
}

extension Cards {
  static var isRoot: Bool { geteuid() == 0 }
}

/// Lets every user of the machine reach the sockets of `folder`.
func chmodAll(_ folder: ScratchFolder) -> Bool {
  chmod(folder.path, 0o755) == 0 && chmod(folder.file("counter.sock"), 0o666) == 0
}
