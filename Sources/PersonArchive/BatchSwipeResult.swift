public import CounterRules

/// What became of a swipe.
///
/// When it is there, it is on the disk.
public struct BatchSwipeResult: Equatable, Sendable {
  /// What it is in the ledger; `counted` for a document that stands there already.
  public var mark: BatchMark
  /// Its row; of a counted one, the row that stands there already.
  public var row: Int
  /// What filing the reading did; `nil` where nothing was filed.
  public var filing: FilingResult?
  /// What stands in the ledger now.
  public var counters: BatchCounters

  /// A result.
  public init(mark: BatchMark, row: Int, filing: FilingResult?, counters: BatchCounters) {
    self.mark = mark
    self.row = row
    self.filing = filing
    self.counters = counters
  }
}
