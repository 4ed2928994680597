/// How many of what stand in the ledger of a batch.
public struct BatchCounters: Equatable, Sendable {
  /// Documents, each once; conflicts are among them, failed swipes are not.
  public var total = 0
  /// New persons.
  public var filed = 0
  /// On file already, unchanged.
  public var onFile = 0
  /// New versions of persons on file.
  public var renewed = 0
  /// Documents older than the one on file.
  public var older = 0
  /// Readings that wait for a supervisor.
  public var conflict = 0
  /// Swipes that gave no person.
  public var failed = 0
  /// Documents that are not on the list.
  public var unexpected = 0
  /// Documents that had expired on the day they were swiped.
  public var expired = 0
  /// People on the list; `nil` where there is none.
  public var expected: Int?
  /// People on the list whose card was not swiped; `nil` where there is no list.
  public var missing: Int?

  /// Nothing swiped; `found` of the `expected` people were.
  public init(expected: Int? = nil, found: Int = 0) {
    self.expected = expected
    missing = expected.map { max(0, $0 - found) }
  }

  /// Adds `count` rows of one sort.
  public mutating func add(_ mark: BatchMark, _ outcome: FilingOutcome?, isExpired: Bool, count: Int = 1) {
    guard mark != .failed, mark != .counted else {
      if mark == .failed { failed += count }
      return
    }
    total += count
    if mark == .unexpected { unexpected += count }
    if isExpired { expired += count }
    switch outcome {
    case .filed: filed += count
    case .unchanged: onFile += count
    case .renewed: renewed += count
    case .older: older += count
    case .conflict: conflict += count
    case .queued, .failed, nil: break
    }
  }
}
