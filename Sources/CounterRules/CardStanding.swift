public import IdentityDocuments
import PersonalData

/// What a card in hand is good for beyond being read (docs/mobile-number.md §6).
public enum CardStanding: Equatable, Sendable {
  /// It is the person's present document.
  case good
  /// Nobody is on file under its number.
  case notOnFile
  /// It says another sex or birth date than the person on file.
  case conflicting
  /// A later one is on file.
  case older
  /// Its validity is over.
  case expired

  /// How `reading` stands to the `kept` versions of its key on the day `today`.
  public init(of reading: FiledValues, kept: [FiledVersion], today: CalendarDate) {
    switch FilingRule.decide(reading: reading, kept: kept).outcome {
    case .conflict: self = .conflicting
    case .older: self = .older
    case .unchanged, .renewed: self = Self.isOver(reading.document, on: today) ? .expired : .good
    case .filed, .failed, .queued: self = .notOnFile
    }
  }

  /// Whether the document's validity was over before `today`.
  public static func isOver(_ document: IdentityDocument, on today: CalendarDate) -> Bool {
    // An end that was not understood is a finding of the reading, and no proof that it is past.
    document.validUntil?.disclosed().day.map { $0 < today } ?? false
  }
}
