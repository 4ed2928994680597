import Foundation
import TestSupport
import Testing

@Suite("A reader that is plugged in and out all day", .timeLimit(.minutes(FullRun.isAsked ? 30 : 3)))
struct SerialPlugTests {
  private static let cycles = FullRun.isAsked ? 1_000 : 25

  /// How many threads and descriptors a process has.
  private func held(by process: Int32) throws -> (threads: Int, descriptors: Int) {
    let files = FileManager.default
    return (
      try files.contentsOfDirectory(atPath: "/proc/\(process)/task").count,
      try files.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
    )
  }

  @Test("costs the daemon no thread and no descriptor, and reads at the end as at the beginning")
  func cycles() async throws {
    let reader = try await MockSerialReader(card: Cards.path("citizen-ordinary"))
    let kiosk = try await Kiosk(
      folder: try ScratchFolder(), links: "serial",
      configuration: Kiosk.standInPortraits + "\nreaders.serial = \(reader.path)\n")
    let process = kiosk.readerDaemon.pid
    let isGone: @Sendable (JSONValue) -> Bool = { $0["params"]["present"].flag == false }
    /// A watcher of its own for every few cycles: it keeps every line it has heard.
    func cycle(_ times: Int) async throws {
      for done in stride(from: 0, to: times, by: 50) {
        let watcher = try await kiosk.watch()
        _ = try await watcher.call(3, "reader.list")
        for _ in done..<min(done + 50, times) {
          let gone = watcher.count(isGone)
          try await reader.do("unplug")
          _ = try await watcher.line(number: gone + 1, isGone)
          let asked = reader.requests
          try await reader.do("plug")
          // What a watcher hears of an arrival may be of the one before; a question at the port is of this one.
          try await reader.request(after: asked)
        }
      }
    }
    // The first cycles start what stays: queues and their threads.
    try await cycle(10)
    try ExpectedCard("citizen-ordinary").expect(
      try await kiosk.client("read", "--json", "--timeout", "30").json)
    let before = try held(by: process)
    try await cycle(Self.cycles)
    try await reader.do("put " + Cards.path("permit-taiwan"))
    try ExpectedCard("permit-taiwan").expect(
      try await kiosk.client("read", "--json", "--timeout", "30").json)
    let after = try held(by: process)
    #expect(after.threads <= before.threads + 4, "before \(before), after \(after)")
    #expect(after.descriptors <= before.descriptors + 4, "before \(before), after \(after)")
    await kiosk.stop()
    await reader.stop()
  }
}
