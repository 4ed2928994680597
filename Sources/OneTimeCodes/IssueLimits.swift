/// How often a code may be issued.
public struct IssueLimits: Equatable, Sendable {
  /// So many codes in so many seconds.
  public struct Limit: Equatable, Sendable {
    /// How many.
    public var count: Int
    /// Within how many seconds.
    public var seconds: Int

    /// A limit.
    public init(_ count: Int, within seconds: Int) {
      self.count = count
      self.seconds = seconds
    }
  }

  /// How many codes a clerk may issue an hour.
  public var clerkPerHour: Int
  /// How many codes a window may issue an hour.
  public var windowPerHour: Int

  /// The limits; those of a number and a person are fixed.
  public init(clerkPerHour: Int = 60, windowPerHour: Int = 120) {
    self.clerkPerHour = clerkPerHour
    self.windowPerHour = windowPerHour
  }

  /// What holds for one scope.
  public func limits(of scope: IssueScope) -> [Limit] {
    switch scope {
    case .number, .person: [Limit(1, within: 60), Limit(5, within: 3_600), Limit(10, within: 86_400)]
    case .clerk: [Limit(clerkPerHour, within: 3_600)]
    case .window: [Limit(windowPerHour, within: 3_600)]
    }
  }

  /// How many of the latest codes of a scope, and from how many milliseconds back, decide.
  public func reach(of scope: IssueScope) -> (count: Int, milliseconds: Int) {
    let limits = limits(of: scope)
    return (limits.map(\.count).max() ?? 0, (limits.map(\.seconds).max() ?? 0) * 1_000)
  }

  /// The milliseconds until a code may be issued again in `scope`; 0 where it may be now.
  ///
  /// `issued` are the times of the codes issued before, in any order, on the clock of `now`.
  public func wait(in scope: IssueScope, issued: [Int], now: Int) -> Int {
    limits(of: scope).map { limit in
      guard limit.count > 0 else { return limit.seconds * 1_000 }
      let newestFirst = issued.filter { now - $0 < limit.seconds * 1_000 }.sorted(by: >)
      guard newestFirst.count >= limit.count else { return 0 }
      return newestFirst[limit.count - 1] + limit.seconds * 1_000 - now
    }.max() ?? 0
  }
}
