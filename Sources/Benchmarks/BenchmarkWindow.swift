import CommandLineKit
import CounterService
import Foundation
import LinuxPlatform
import Portraits
import ReaderDrivers
import ReaderKit
import ReaderService
import TestSupport

/// Both daemons of a window in this process, on real sockets, with links that note their last byte.
final class BenchmarkWindow: Sendable {
  let client: TimedClient
  let lastByte: LastByte
  private let scratch: ScratchFolder
  private let reader: ReaderDaemon
  private let counter: CounterDaemon

  /// Where the clerk page is, if there is one.
  var pageAddress: String? { counter.pageAddress }

  /// A window with an archive of its own, or the one in the state folder that is named, or at `centre`; with the clerk page
  /// or without.
  init(
    _ source: any DeviceSource, decodesPortraits: Bool, state: String? = nil, centre: String? = nil,
    hasPage: Bool = false
  ) async throws {
    scratch = try ScratchFolder()
    lastByte = LastByte()
    let settings = PortraitSettings(
      library: Programs.path("libidkiosk-standin-portrait.so"), interface: .unpack, code: 7)
    let readerSocket = scratch.file("reader.sock")
    let portraits = PortraitClient(
      helper: Programs.path("idkiosk-portrait"), settings: decodesPortraits ? settings : nil)
    reader = ReaderDaemon(
      listener: try UnixSocket.listen(at: readerSocket, mode: 0o600),
      sources: [NotedSource(source, lastByte: lastByte)], families: allFamilies,
      portraits: portraits, sessionLife: .seconds(120), allowed: [])
    reader.start()
    counter = try await CounterDaemon(
      listener: try UnixSocket.listen(at: scratch.file("counter.sock"), mode: 0o600),
      readerSocket: readerSocket, stateFolder: state ?? scratch.file("state"),
      configuration: Configuration(
        text: "window.id = bench\n" + (hasPage ? "page.port = 0\n" : "")
          + (centre.map { "archive.postgresql = \($0)\n" } ?? "")),
      portraits: portraits)
    counter.start()
    client = try await TimedClient(scratch.file("counter.sock"))
    try await client.readersAreReady()
  }

  /// Reads the card that lies there; throws when the reading is not as wanted.
  func read(portrait: String, files: Bool) async throws -> TimedClient.Read {
    let read = try await client.call("card.read", #"{"timeoutSeconds":30,"file":\#(files)}"#)
    let result = JSONValue(read.answer.text)["result"]
    guard result["portrait"]["state"].text == portrait,
      result["filing"]["outcome"].text == (files ? "filed" : nil)
    else { throw TestFailure("a read went wrong: \(JSONValue(read.answer.text)["error"])") }
    return read
  }

  /// One more client of the counter.
  func another() async throws -> TimedClient { try await TimedClient(scratch.file("counter.sock")) }

  func stop() async {
    await counter.stop()
    await reader.stop()
  }
}
