/// A filing that a window keeps until its centre can be reached.
public struct WaitingFiling: Equatable, Sendable {
  /// What is to be filed.
  public var filing: FilingRequest
  /// The batch into whose ledger it was swiped; `nil` where it was none.
  public var batch: String?
  /// Since when it waits: ISO 8601 with the offset from UTC.
  public var since: String

  /// A filing that waits.
  public init(_ filing: FilingRequest, batch: String? = nil, since: String) {
    self.filing = filing
    self.batch = batch
    self.since = since
  }
}
