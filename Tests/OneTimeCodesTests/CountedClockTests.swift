import OneTimeCodes
import TestSupport
import Testing

@Suite("Counted clock")
struct CountedClockTests {
  private func reading(_ wall: Int, _ uptime: Int, _ boot: String = "a") -> ClockReading {
    ClockReading(wall: wall, uptime: uptime, boot: boot)
  }

  @Test("follows the time of day")
  func follows() {
    var clock = CountedClock(reading(1_000_000, 500))
    let isKnown = clock.advance(to: reading(1_000_700, 1_200))
    #expect(isKnown)
    #expect(clock.latest == 1_000_700)
  }

  @Test("goes on counting when the time of day is set back")
  func setBack() {
    var clock = CountedClock(reading(1_000_000, 500))
    let isKnown = clock.advance(to: reading(400_000, 90_500))
    #expect(isKnown)
    #expect(clock.latest == 1_090_000)
    let isStillKnown = clock.advance(to: reading(400_010, 90_510))
    #expect(isStillKnown)
    #expect(clock.latest == 1_090_010)
  }

  @Test("a step forwards counts, and taking it back does not count backwards")
  func setForwards() {
    var clock = CountedClock(reading(1_000_000, 500))
    let isKnown = clock.advance(to: reading(5_000_000, 600))
    #expect(isKnown)
    #expect(clock.latest == 5_000_000)
    let isStillKnown = clock.advance(to: reading(1_000_200, 700))
    #expect(isStillKnown)
    #expect(clock.latest == 5_000_100)
  }

  @Test("over a restart of the machine the time of day counts")
  func restart() {
    var clock = CountedClock(reading(1_000_000, 900_000))
    let isKnown = clock.advance(to: reading(1_300_000, 10, "b"))
    #expect(isKnown)
    #expect(clock.latest == 1_300_000)
    let isStillKnown = clock.advance(to: reading(1_300_005, 15, "b"))
    #expect(isStillKnown)
    #expect(clock.latest == 1_300_005)
  }

  @Test("over a restart with the time of day set back nobody knows what passed")
  func restartSetBack() {
    var clock = CountedClock(reading(1_000_000, 900_000))
    let isKnown = clock.advance(to: reading(999_999, 10, "b"))
    #expect(!isKnown)
    #expect(clock.latest == 1_000_000)
    let isKnownAgain = clock.advance(to: reading(1_000_009, 20, "b"))
    #expect(isKnownAgain)
    #expect(clock.latest == 1_000_010)
  }

  @Test("is kept and taken up again")
  func kept() {
    var clock = CountedClock(reading(1_000_000, 500))
    _ = clock.advance(to: reading(900_000, 700))
    var kept = CountedClock(latest: clock.latest, wall: clock.wall, offset: clock.offset, boot: clock.boot)
    #expect(kept == clock)
    let isKnown = kept.advance(to: reading(900_100, 800))
    #expect(isKnown)
    #expect(kept.latest == 1_000_300)
  }

  @Test("never goes back and never lengthens a life, however the clocks are set")
  func neverLonger() {
    var generator = SeededGenerator.printed()
    for _ in 0..<200 {
      var (wall, uptime, boot, passed) = (1_000_000_000, 1_000, 0, 0)
      var clock = CountedClock(reading(wall, uptime, "0"))
      let begun = clock.latest
      for _ in 0..<50 {
        let step = Int.random(in: 0...100_000, using: &generator)
        (wall, uptime, passed) = (wall + step, uptime + step, passed + step)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: wall += Int.random(in: -10_000_000...10_000_000, using: &generator)
        case 1: (uptime, boot) = (Int.random(in: 0...1_000, using: &generator), boot + 1)
        default: break
        }
        let before = clock.latest
        let isKnown = clock.advance(to: reading(wall, uptime, "\(boot)"))
        #expect(clock.latest >= before, "seed \(generator.seed)")
        // Lives that were counted before end here.
        guard isKnown else { break }
        guard boot == 0 else { continue }
        #expect(clock.latest - begun >= passed, "seed \(generator.seed)")
      }
    }
  }
}
