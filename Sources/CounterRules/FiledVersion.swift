import IdentityDocuments
import PersonalData

/// One kept state of a person's document.
public struct FiledVersion: Equatable, Sendable {
  /// Counts from 1 in the order of filing.
  public var version: Int
  /// What was filed.
  public var values: FiledValues

  /// A version with its number.
  public init(version: Int, values: FiledValues) {
    self.version = version
    self.values = values
  }

  /// The start of validity; `nil` where it was not understood.
  var validFrom: CalendarDate? { values.document.validFrom?.disclosed().day }
}

extension Sequence<FiledVersion> {
  /// The version that holds: the latest start of validity, and the latest filed among equals.
  ///
  /// A start that was not understood is earlier than any other.
  public var current: FiledVersion? { self.max { $0.comesBefore($1) } }
}

extension FiledVersion {
  fileprivate func comesBefore(_ other: FiledVersion) -> Bool {
    switch (validFrom, other.validFrom) {
    case (let mine?, let others?) where mine != others: mine < others
    case (nil, _?): true
    case (_?, nil): false
    default: version < other.version
    }
  }
}
