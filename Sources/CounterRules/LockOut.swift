/// How wrong passwords in a row lock an account for a while (docs/rights.md).
public struct LockOut: Equatable, Sendable {
  /// How many wrong passwords in a row lock it.
  public var tries: Int
  /// For how long.
  public var time: Duration

  /// A rule; by default five tries and a quarter of an hour.
  public init(tries: Int = 5, time: Duration = .seconds(900)) {
    self.tries = tries
    self.time = time
  }

  /// How long an account stays locked whose last wrong password came `elapsed` ago; `nil` where it is not.
  public func remaining(wrongTries: Int, elapsed: Duration) -> Duration? {
    guard wrongTries >= tries, elapsed < time else { return nil }
    return time - max(elapsed, .zero)
  }

  /// Whether an account was locked at `moment`, by the times of day alone, in seconds since 1970.
  ///
  /// For a try that is told of later. One before the last wrong password is taken as one right after it.
  public func holds(wrongTries: Int, since then: Int?, at moment: Int) -> Bool {
    guard wrongTries >= tries, let then else { return false }
    return moment <= then || .seconds(moment - then) < time
  }

  /// How many wrong passwords in a row there are after one more: counted anew once a lock has run out.
  public func count(after wrongTries: Int) -> Int { wrongTries >= tries ? 1 : wrongTries + 1 }

  /// How long ago a wrong password came of which only the time of day is known, both in seconds since 1970.
  ///
  /// It came before this program began, `running` ago: a clock that was stepped back makes it no longer than that.
  public static func elapsed(since then: Int?, now: Int, running: Duration) -> Duration {
    guard let then, then <= now else { return running }
    return max(.seconds(now - then), running)
  }
}
