import Emulation
import Foundation
import TestSupport
import Testing

/// A whole window with virtual USB readers that the real libusb sees.
final class USBWindow: Sendable {
  static let readerID = "usb-0400-c35a-1-1"

  let reader: MockUSBReader
  let kiosk: Kiosk

  /// Readers that lie in their boxes, on a bus that no daemon watches yet; `prepare` may plug them in.
  convenience init(
    _ wiring: MockUSBReader.Wiring = .single, ports: [Int] = [1],
    configuration: String = Kiosk.standInPortraits,
    prepare: (MockUSBReader) async throws -> Void
  ) async throws {
    let reader = try await MockUSBReader(wiring, ports: ports)
    try await self.init(reader, configuration: configuration, prepare: prepare)
  }

  /// The same with a reader of any shape; the counter has the time of day of `clock`, if there is one.
  init(
    _ reader: MockUSBReader, configuration: String = Kiosk.standInPortraits, clock: SteppedClock? = nil,
    prepare: (MockUSBReader) async throws -> Void
  ) async throws {
    self.reader = reader
    try await prepare(reader)
    kiosk = try await Kiosk(
      folder: try ScratchFolder(), links: "usb", environment: reader.environment,
      configuration: configuration, counterEnvironment: clock?.environment ?? [:])
  }

  /// Readers that are plugged in and answer, the first of them with a card.
  convenience init(
    _ wiring: MockUSBReader.Wiring = .single, ports: [Int] = [1], card: String? = nil,
    configuration: String = Kiosk.standInPortraits
  ) async throws {
    try await self.init(wiring, ports: ports, configuration: configuration) { reader in
      if let card { try await reader.do("card " + card) }
      for port in ports { try await reader.do("plug", port: port) }
    }
    for port in ports { _ = try await settled(port: port) }
  }

  /// Waits until the daemon has tried the reader at `port`, and tells how that went.
  func settled(port: Int = 1) async throws -> JSONValue {
    let id = reader.id(port: port)
    let client = try await kiosk.watch()
    let list = try await client.call(3, "reader.list")["result"]["readers"].elements
    if let there = list.first(where: { $0["id"].text == id }), there["state"].text != "opening" {
      return there
    }
    return try await client.line {
      $0["params"]["id"].text == id && $0["params"]["reader"]["state"].exists
        && $0["params"]["reader"]["state"].text != "opening"
    }["params"]["reader"]
  }

  /// Runs `idkiosk read --json` with more options.
  func read(_ options: String..., timeout: Int = 30) async throws -> Kiosk.Answer {
    try await Kiosk.client(["read", "--json", "--timeout", "\(timeout)"] + options, in: kiosk.folder)
  }

  /// Starts `idkiosk read --json` and leaves it running.
  func startReading(_ options: String...) throws -> RunningProgram {
    try Kiosk.startClient(["read", "--json"] + options, in: kiosk.folder)
  }

  /// How often the reader was asked something, counted after everything that was said so far.
  func requests(_ code: String, port: Int = 1) async throws -> Int {
    try await reader.do("times instant", port: port)
    return reader.count((port == 1 ? "" : "@\(port) ") + "request " + code)
  }

  /// Waits until nobody holds the first reader any more.
  func released() async throws {
    let client = try await kiosk.watch()
    for id in 1_000..<100_000 {
      let readers = try await client.call(id, "reader.list")["result"]["readers"]
      if readers[0]["claimed"].flag == false { return }
    }
    throw TestFailure("the reader stayed claimed")
  }

  func stop() async {
    await kiosk.stop()
    await reader.stop()
  }
}

extension RunningProgram {
  /// Waits for the end of a client and parses what it printed.
  func json() async -> JSONValue {
    await wait()
    return JSONValue(output.joined(separator: "\n"))
  }
}

extension JSONValue {
  /// The reason of a failed call, as the client prints it.
  var reason: String? { self["error"]["reason"].text }
}

/// What a reading of a card of Fixtures/cards must give.
struct ExpectedCard: Sendable {
  let path: String
  private let expected: String
  private let face: [UInt8]

  init(_ name: String) throws {
    path = Cards.path(name)
    let file = try Cards.file(name)
    expected = file.expected
    face = try DrawnFace.pixels(of: file.photo)
  }

  /// Fails the test unless `reading` has this card's document and portrait, and nobody else's.
  func expect(_ reading: JSONValue, _ comment: Comment? = nil, at place: SourceLocation = #_sourceLocation) {
    let document = JSONValue(expected)["document"]
    #expect(document.exists, comment, sourceLocation: place)
    // A module also tells that a card has no newest address; a reader of pages cannot.
    let read = reading["document"]
    let isPlain = read["newestAddress"].text == "" && !document["newestAddress"].exists
    #expect(
      (isPlain ? read.without("newestAddress") : read).equals(document),
      "\(reading.reason ?? "") \(comment?.rawValue ?? "")",
      sourceLocation: place)
    #expect(DrawnFace.pixels(ofPortrait: reading) == face, comment, sourceLocation: place)
  }
}
