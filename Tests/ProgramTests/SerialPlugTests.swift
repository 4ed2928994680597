import Foundation
import TestSupport
import Testing

@Suite("A reader that is plugged in and out all day", .timeLimit(.minutes(30)))
struct SerialPlugTests {
  private static let cycles = ProcessInfo.processInfo.environment["IDKIOSK_FULL"] == "1" ? 10_000 : 25

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
    let isThere: @Sendable (JSONValue) -> Bool = { line in
      // The arrival itself: what it says of itself afterwards may still come when it has gone.
      line["params"]["present"].flag == true && line["params"]["reader"]["state"].text == "opening"
    }
    /// A watcher of its own for every few cycles: it keeps every line it has heard.
    func cycle(_ times: Int) async throws {
      for done in stride(from: 0, to: times, by: 50) {
        let watcher = try await kiosk.watch()
        _ = try await watcher.call(3, "reader.list")
        for _ in done..<min(done + 50, times) {
          let (gone, there) = (watcher.count(isGone), watcher.count(isThere))
          try await reader.do("unplug")
          _ = try await watcher.line(number: gone + 1, isGone)
          try await reader.do("plug")
          _ = try await watcher.line(number: there + 1, isThere)
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
