import Emulation
import KioskProtocol
import LinuxPlatform
import Portraits
import ReaderDrivers
import ReaderKit
import SAMProtocol
import TestSupport

@testable import ReaderService

/// A reader daemon inside the test, over scripted readers.
final class ReaderBench: Sendable {
  let folder: ScratchFolder
  let source: ScriptedSource
  let daemon: ReaderDaemon
  private let watcher: WireClient
  private let nextID = Awaited(100)

  init(
    _ readers: [ScriptedReader], families: [ReaderFamily] = allFamilies, records: Bool = false,
    state: String? = nil, known: [String] = [], spares: [String] = []
  )
    async throws
  {
    folder = try ScratchFolder()
    source = ScriptedSource(readers)
    daemon = ReaderDaemon(
      listener: try UnixSocket.listen(at: folder.file("reader.sock"), mode: 0o600), sources: [source],
      families: families, portraits: PortraitClient(helper: "/none", settings: nil),
      sessionLife: .seconds(600),
      policy: ReaderPolicy(
        stateFolder: state ?? folder.file("state"), recordsAll: records, known: known, spares: spares),
      allowed: [])
    daemon.start()
    watcher = try WireClient(folder.file("reader.sock"))
    try await watcher.hello()
  }

  /// A client that said hello.
  func client() async throws -> WireClient {
    let client = try WireClient(folder.file("reader.sock"))
    try await client.hello()
    return client
  }

  /// Asks for the list until it shows a reader so.
  @discardableResult
  func listed(_ id: String, _ condition: (JSONValue) -> Bool) async throws -> JSONValue {
    while true {
      try Task.checkCancellation()
      nextID.change { $0 += 1 }
      let readers = try await watcher.call(nextID.value, "reader.list")["result"]["readers"]
      if let reader = readers.elements.first(where: { $0["id"].text == id }), condition(reader) {
        return reader
      }
    }
  }

  /// Reads at any reader, or at the one that is named.
  func read(_ id: String? = nil) async throws -> JSONValue {
    let reader = id.map { #","reader":"\#($0)""# } ?? ""
    return try await client().call(2, "card.read", #"{"timeoutSeconds":20\#(reader)}"#)
  }

  /// A virtual reader, with the card of an invented person on it.
  static func reader(_ person: UInt64?, port: Int = 1) -> ScriptedReader {
    var sam = VirtualSAM()
    if let person { sam.lay(card(person)) }
    return ScriptedReader(sam, id: id(port))
  }

  static func id(_ port: Int) -> String { "usb-0400-c35a-1-\(port)" }

  static func card(_ person: UInt64) -> SAMCardBlocks {
    let card = SyntheticPeople(seed: person).citizen(0)
    return SAMCardBlocks(text: card.text, photo: card.photo)
  }

  static func number(_ person: UInt64) -> String { SyntheticPeople(seed: person).citizen(0).number }
}
