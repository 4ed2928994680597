import Emulation
import LinuxPlatform
import SAMProtocol
import TestSupport

/// Several readers at one window, in-process links, modules of typical speed.
struct ReaderCrowd {
  /// How many are read at once.
  static let size = 16

  let rounds: Int

  /// Reads at one reader while nothing is wrong, and while its neighbour has hung.
  func isolation() async throws -> (alone: Samples, besideHung: Samples) {
    let readers = [Self.reader(1), Self.reader(2)]
    let window = try await BenchmarkWindow(ScriptedSource(readers), decodesPortraits: false)
    let alone = try await reads(window, readers[0])
    readers[1].change { $0.plan(.drop) }
    // It is asked for a card over and over, and never answers.
    let hung = try await window.another()
    async let given: Void = Self.keepAsking(hung, readers[1].id, times: rounds / 4 + 1)
    let besideHung = try await reads(window, readers[0])
    try await given
    await window.stop()
    return (alone, besideHung)
  }

  /// From plugging the reader in again to the answer of a read that names it.
  func recovery() async throws -> Samples {
    let reader = Self.reader(1, .instant)
    let source = ScriptedSource([reader])
    let window = try await BenchmarkWindow(source, decodesPortraits: false)
    var samples = Samples()
    for _ in 0..<rounds {
      source.unplug(reader)
      try await window.client.readersAre(0)
      let start = ContinuousClock.now
      source.plug(reader)
      try await window.client.readersAreReady()
      _ = try await window.client.call("card.read", Self.params(reader.id))
      samples.add(start.duration(to: .now))
    }
    await window.stop()
    return samples
  }

  /// A card on each of sixteen readers, read at once; beside it one reader read alone.
  func atOnce() async throws -> (alone: Samples, crowded: Samples) {
    let readers = (1...Self.size).map { Self.reader($0) }
    let window = try await BenchmarkWindow(ScriptedSource(readers), decodesPortraits: false)
    let alone = try await reads(window, readers[0])
    var crowded = Samples()
    var clients: [TimedClient] = []
    for _ in readers { clients.append(try await window.another()) }
    for _ in 0..<rounds {
      for reader in readers { reader.change { $0.powerOn() } }
      let times = try await withThrowingTaskGroup(of: Duration.self) { group in
        for (client, reader) in zip(clients, readers) {
          group.addTask { try await Self.timed(client, reader.id) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      times.forEach { crowded.add($0) }
    }
    await window.stop()
    return (alone, crowded)
  }

  private func reads(_ window: BenchmarkWindow, _ reader: ScriptedReader) async throws -> Samples {
    var samples = Samples()
    for _ in 0..<rounds {
      reader.change { $0.powerOn() }
      samples.add(try await Self.timed(window.client, reader.id))
    }
    return samples
  }

  private static func timed(_ client: TimedClient, _ id: String) async throws -> Duration {
    let start = ContinuousClock.now
    let answer = JSONValue(try await client.call("card.read", params(id)).answer.text)
    guard answer["result"]["document"]["number"].exists else {
      throw TestFailure("no reading: \(answer["error"])")
    }
    return start.duration(to: .now)
  }

  private static func keepAsking(_ client: TimedClient, _ id: String, times: Int) async throws {
    for _ in 0..<times { _ = try await client.call("card.read", params(id)) }
  }

  private static func params(_ id: String) -> String { #"{"timeoutSeconds":30,"reader":"\#(id)"}"# }

  private static func reader(_ port: Int, _ times: VirtualSAM.Times = .typical) -> ScriptedReader {
    var sam = VirtualSAM()
    sam.times = times
    let card = SyntheticPeople(seed: 20_261_122).citizen(port)
    sam.lay(SAMCardBlocks(text: card.text, photo: card.photo))
    return ScriptedReader(sam, id: "usb-0400-c35a-1-\(port)")
  }
}
