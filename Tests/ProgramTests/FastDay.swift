import Emulation
import Foundation
import TestSupport

/// A window whose batches are swiped as fast as a virtual module on a serial port lets them.
final class FastDay {
  let folder: ScratchFolder
  let readerDaemon: RunningProgram
  private(set) var counterDaemon: RunningProgram
  private let reader: MockSerialReader
  private let configuration: String
  private var client: WireClient
  private var lastCall = 10

  init() async throws {
    reader = try await MockSerialReader()
    try await reader.do("times instant")
    folder = try ScratchFolder()
    configuration = try folder.write(
      Kiosk.standInPortraits + "readers.serial = \(reader.path)\n", to: "idkiosk.conf")
    readerDaemon = try Kiosk.startReaderDaemon(folder, "serial", [:], configuration)
    _ = try await readerDaemon.errorLine { $0.hasSuffix(": ready") }
    counterDaemon = try Kiosk.startCounterDaemon(folder, configuration)
    _ = try await counterDaemon.errorLine { $0.hasSuffix(": ready") }
    client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
  }

  /// Makes a call.
  func call(_ method: String, _ params: String = "{}") async throws -> JSONValue {
    lastCall += 1
    // It keeps every line it has heard, portraits too.
    if lastCall.isMultiple(of: 40) {
      client.hangUp()
      client = try WireClient(folder.file("counter.sock"))
      try await client.hello()
    }
    return try await client.call(lastCall, method, params)
  }

  /// Lays a card, swipes it and lifts it; its mark.
  func swipe(_ card: SyntheticCard, into batch: String) async throws -> String? {
    try await reader.do("put " + Cards.write(card, to: "card", in: folder))
    let answer = try await call("batch.swipe", #"{"batch":"\#(batch)","timeoutSeconds":60}"#)
    try await reader.do("lift")
    return answer["result"]["mark"].text ?? answer["error"]["data"]["reason"].text
  }

  /// Stops the counter daemon and starts it again.
  func restart() async throws -> Int32 {
    let status = await counterDaemon.stop()
    counterDaemon = try Kiosk.startCounterDaemon(folder, configuration)
    _ = try await counterDaemon.errorLine { $0.hasSuffix(": ready") }
    client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    return status
  }

  /// What both daemons hold when nothing goes on: the least of several looks, for a connection that was just used
  /// closes when its other end has noticed.
  func held() async throws -> (counter: Held, reader: Held) {
    var least = (counter: try Held(process: counterDaemon.pid), reader: try Held(process: readerDaemon.pid))
    for _ in 0..<30 {
      _ = try await call("clerk.whoAmI")
      least.counter = least.counter.less(try Held(process: counterDaemon.pid))
      least.reader = least.reader.less(try Held(process: readerDaemon.pid))
    }
    return least
  }

  func stop() async {
    await counterDaemon.stop()
    await readerDaemon.stop()
    await reader.stop()
  }
}
