import LinuxPlatform
import TestSupport
import Testing

@Suite("A watchdog", .timeLimit(.minutes(1)))
struct WatchdogTests {
  @Test("is fed when the loops have come round, and not before")
  func order() async {
    let events = Awaited<[String]>([])
    let gate = Latch()
    ServiceManager.feed(milliseconds: 3_600_000, tell: { events.change { $0.append("told") } }) {
      events.change { $0.append("asked") }
      await gate.wait()
      events.change { $0.append("came round") }
    }
    _ = await events.when { $0.contains("asked") }
    #expect(events.value == ["asked"])
    gate.open()
    #expect(await events.when { $0.contains("told") } == ["asked", "came round", "told"])
  }
}
