import Emulation
import SAMProtocol
import TestSupport

/// How many cards a minute go into a batch at a reader that takes a second for each.
struct SwipeRate {
  /// Of 60 that the reader alone would do.
  static let goal = 59.0

  let swipes: Int

  func measure() async throws -> Double {
    let reader = ScriptedReader()
    reader.change {
      $0.times = .init(
        own: .zero, find: .milliseconds(100), select: .milliseconds(200), read: .milliseconds(580),
        address: .milliseconds(120))
    }
    let window = try await BenchmarkWindow(ScriptedSource([reader]), decodesPortraits: true)
    let desk = SwipeDesk(reader: reader, client: window.client)
    try await desk.open()
    _ = try await desk.swipe(0)
    let start = ContinuousClock.now
    for index in 1...swipes {
      guard try await desk.swipe(index)["mark"].text == "filed" else { throw TestFailure("not filed") }
    }
    let seconds = start.duration(to: .now) / .seconds(1)
    await window.stop()
    return Double(swipes) / seconds * 60
  }
}
