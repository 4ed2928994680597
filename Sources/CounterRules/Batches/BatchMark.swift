/// What a swipe is in the ledger of its batch.
public enum BatchMark: String, Codable, CaseIterable, Sendable {
  /// A new person.
  case filed
  /// The same as on file.
  case onFile
  /// A new version of a person on file.
  case renewed
  /// A document that was valid from an earlier day than the one on file.
  case older
  /// Not on the list of expected people, whatever filing it did.
  case unexpected
  /// In this batch already: counts once.
  case counted
  /// Another sex or birth date under the same number; waits for a supervisor.
  case conflict
  /// Nothing was filed; there is a reason.
  case failed

  /// The mark of a document that is new to the batch; `isListed` is `nil` where the batch has no list.
  public init(_ outcome: FilingOutcome, isListed: Bool?) {
    switch (outcome, isListed) {
    case (.conflict, _): self = .conflict
    case (.failed, _), (.queued, _): self = .failed
    case (_, false?): self = .unexpected
    case (.filed, _): self = .filed
    case (.unchanged, _): self = .onFile
    case (.renewed, _): self = .renewed
    case (.older, _): self = .older
    }
  }
}
