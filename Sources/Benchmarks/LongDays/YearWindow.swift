import TestSupport

/// What a window said to something it was asked.
enum Told: Equatable, Sendable {
  /// It was done; a swipe has a mark of the ledger.
  case done(String)
  /// It was refused, and why.
  case refused(String)
  /// The window ended before it said anything.
  case nothing
}

/// What goes wrong while a card is read.
enum ReadTrouble: Equatable, Sendable {
  case none
  /// The card is lifted in mid-read.
  case lifted
  /// The reader is pulled out when so many bytes have gone over its link, and plugged in again.
  case unplugged(afterBytes: Int)
}

/// A window that many days happen to.
protocol YearWindow: AnyObject {
  /// The folder of its archive, the same in all its lives.
  var state: String { get }
  /// Where its archive is, if that is a centre.
  var centre: YearCentre? { get }
  /// The processes it consists of.
  var processes: [Int32] { get }
  /// The one that has the archive.
  var keeper: Int32 { get }

  /// Starts it; it ends at the write into a file with this number, if one is given.
  func start(endsAtWrite: Int?) async throws
  /// Has the batch of this day open, and the one of the day before closed.
  func begin(day: Int) async throws -> Told
  /// Lays the card of a person, swipes it and lifts it.
  func swipe(_ person: Int, _ trouble: ReadTrouble) async throws -> Told
  /// Ends it at once, by KILL, as it is running now.
  var killer: @Sendable () -> Void { get }
  /// Returns when it has ended.
  func ended() async
  /// Stops it; nothing when its end was the write that it was to end at. Throws when it ended otherwise.
  func stop() async throws -> Told
}

extension YearWindow {
  var centre: YearCentre? { nil }

  /// What its processes hold when nothing goes on: the least of several looks.
  func held() throws -> [Held] {
    var least = try processes.map { try Held(process: $0) }
    for _ in 0..<20 {
      least = zip(least, try processes.map { try Held(process: $0) }).map { $0.less($1) }
    }
    return least
  }

  /// What they hold once it is as little as it was early; threads that have nothing to do end by themselves, after a while.
  func settled(since early: [Held]) throws -> [Held] {
    let patience = ContinuousClock.now + .seconds(30)
    while true {
      let now = try held()
      let isFlat = zip(early, now).allSatisfy { before, now in now.isFlat(since: before) }
      if isFlat || ContinuousClock.now > patience { return now }
    }
  }
}
