import TestSupport

/// What happens when, by the numbers of a seed.
struct YearChances {
  /// How a life of the window ends.
  enum End: CaseIterable, Sendable {
    /// By KILL, a moment after a swipe began.
    case moment
    /// At one of its writes.
    case write
    /// By TERM; then what it holds is compared too.
    case clean
  }

  private var numbers: SeededGenerator
  private let swipes: Int

  init(seed: UInt64, swipes: Int) {
    numbers = SeededGenerator(seed: seed)
    self.swipes = swipes
  }

  /// How many swipes a life has before its end: mostly few, now and then many.
  mutating func life() -> Int {
    let longest = one(in: 5) ? min(max(swipes / 4, 40), 5_000) : min(max(swipes / 10, 20), 600)
    return number(10...longest)
  }

  mutating func end() -> End { End.allCases[number(0...(End.allCases.count - 1))] }

  /// Swipes of a day.
  mutating func day() -> Int { number(1...min(max(swipes / 4, 30), 4_000)) }

  mutating func trouble() -> ReadTrouble {
    switch number(0...199) {
    case 0...1: .lifted
    // A whole read is some 1,500 bytes either way.
    case 2...3: .unplugged(afterBytes: number(1...1_700))
    default: .none
    }
  }

  /// The person whose card is laid: a new one, or somebody of `known` who comes once more.
  mutating func person(known: Int) -> Int { known > 0 && one(in: 20) ? number(0...(known - 1)) : known }

  /// Whether the card stays for one more swipe.
  mutating func isSwipedAgain() -> Bool { one(in: 20) }

  /// Whether the disk is full from here on, and for how many tries; how large a file may be then.
  mutating func fullDisk() -> (tries: Int, bytes: Int)? {
    one(in: 150) ? (number(1...8), number(0...(6 << 20))) : nil
  }

  /// The write that ends a life of so many swipes: somewhere in it; a swipe has some thirty writes.
  mutating func write(in swipes: Int) -> Int { number(1...(40 + 30 * swipes)) }

  /// For how many tries the central database is lost from here on.
  mutating func lostCentre() -> Int? {
    one(in: min(max(swipes / 8, 15), 400)) ? number(1...30) : nil
  }

  /// A step of the clock, in seconds, either way.
  mutating func clockStep() -> Int? { one(in: 100) ? number(-3 * 86_400...3 * 86_400) : nil }

  /// How long after its beginning a swipe is cut off.
  mutating func moment() -> Duration { .microseconds(number(0...8_000)) }

  private mutating func one(in count: Int) -> Bool { number(1...count) == 1 }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &numbers) }
}
