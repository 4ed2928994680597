import Emulation
import Foundation
import LinuxPlatform
import Portraits
import ReaderDrivers
import ReaderKit
import ReaderService
import TestSupport

/// A reader of each shape plugged in, pulled out somewhere in a read and plugged in again, over and over: the daemon must
/// read as before and hold nothing of it.
struct PlugCycles: Sendable {
  /// The first cycles of each shape start what stays: queues and their threads.
  private static let early = 10
  private static let growth = 16 << 20

  /// Of all shapes together.
  let cycles: Int
  let seed: UInt64

  /// Runs them and says what came of them; whether all is as it must be.
  func run() async throws -> Bool {
    print("seed \(seed): `idkiosk-bench --plugs \(cycles) --seed \(seed)` repeats these cycles")
    var faults: [String] = []
    var table = Table(
      "Readers plugged in and pulled out in mid-read",
      columns: ["cycles", "gone", "threads", "descriptors", "KiB"])
    var numbers = SeededGenerator(seed: seed)
    let kinds = VirtualDevice.Kind.allCases
    for kind in kinds {
      let count = max(2 * Self.early, cycles / kinds.count)
      let (gone, before, after) = try await run(kind, count, &numbers, &faults)
      table.add(
        kind.rawValue,
        [
          "\(count)", "\(gone)", "\(after.threads - before.threads)",
          "\(after.descriptors - before.descriptors)", "\((after.memory - before.memory) / 1_024)",
        ])
      let isFlat =
        after.threads <= before.threads + 4 && after.descriptors <= before.descriptors
        && after.memory - before.memory < Self.growth
      if !isFlat { faults.append("\(kind.rawValue): \(after), early \(before)") }
    }
    table.show()
    for fault in faults { print("fault: \(fault)") }
    if !faults.isEmpty { print("NOT AS IT MUST BE") }
    return faults.isEmpty
  }

  private func run(
    _ kind: VirtualDevice.Kind, _ count: Int, _ numbers: inout SeededGenerator, _ faults: inout [String]
  ) async throws -> (gone: Int, before: Held, after: Held) {
    let device = VirtualDevice(kind)
    let family = try kind.family()
    let source = PluggedSource(device, reportsCards: family.reportsCards)
    let folder = try ScratchFolder()
    let daemon = ReaderDaemon(
      listener: try UnixSocket.listen(at: folder.file("reader.sock"), mode: 0o600), sources: [source],
      families: [family], portraits: PortraitClient(helper: "/none", settings: nil),
      sessionLife: .seconds(120), allowed: [])
    daemon.start()
    let client = try await TimedClient(folder.file("reader.sock"))
    let people = SyntheticPeople(seed: seed)
    var gone = 0
    var before: Held?
    for cycle in 1...count {
      device.lay(people.citizen(cycle))
      source.plug(insertion: UInt64(2 * cycle))
      try await client.readersAreReady()
      device.unplug(afterBytes: Int.random(in: 1...1_600, using: &numbers))
      let answer = try await Self.read(client)
      switch answer["error"]["data"]["reason"].text {
      case "reader.gone": gone += 1
      case nil: break  // It had been read before the plug was pulled.
      case let reason?: faults.append("\(kind.rawValue), cycle \(cycle): \(reason)")
      }
      source.tellGone()
      try await client.readersAre(0)
      source.plug(insertion: UInt64(2 * cycle + 1))
      try await client.readersAreReady()
      let whole = try await Self.read(client)
      if !whole["result"]["reading"]["document"]["number"].exists {
        let reason = whole["error"]["data"]["reason"].text ?? "nothing"
        faults.append("\(kind.rawValue), cycle \(cycle), plugged in again: \(reason)")
      }
      if try await client.claims() > 0 {
        faults.append("\(kind.rawValue), cycle \(cycle): it is still claimed")
      }
      source.tellGone()
      try await client.readersAre(0)
      // The list says it has gone before the driver's thread has let it go.
      for _ in 0..<10_000 where device.isHeld { try await client.readersAre(0) }
      if device.isHeld { faults.append("\(kind.rawValue), cycle \(cycle): it is still open") }
      if faults.count > 20 { break }
      if cycle == Self.early { before = try await Self.held(client) }
    }
    let after = try await Self.held(client)
    await daemon.stop()
    return (gone, before ?? after, after)
  }

  private static func read(_ client: TimedClient) async throws -> JSONValue {
    JSONValue(try await client.call("card.read", #"{"timeoutSeconds":20}"#).answer.text)
  }

  /// The least of several looks: threads that nothing needs end by and by.
  private static func held(_ client: TimedClient) async throws -> Held {
    var held = try Held(process: getpid())
    for _ in 0..<50 {
      try await client.readersAre(0)
      held = held.less(try Held(process: getpid()))
    }
    return held
  }
}
