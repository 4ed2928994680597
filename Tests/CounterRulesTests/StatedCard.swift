import CounterRules
import Emulation
import IdentityDocuments
import PersonalData
import TestSupport

/// A card of an invented person, as the archive has it and as its owner states it.
struct StatedCard {
  let document: IdentityDocument
  let stated: StatedDocument

  init(_ card: SyntheticCard) throws {
    guard let today = CalendarDate(compact: "20261121") else { throw TestFailure("no day") }
    document = try DecodedText(decoding: card.text, today: today).document
    var stated = StatedDocument(
      kind: card.kind, number: Personal(card.number),
      name: Personal(card.name.isEmpty ? card.englishName : card.name))
    stated.address = Personal(card.address)
    stated.authority = document.authority ?? Personal(card.authority)
    stated.validFrom = Personal(card.validFrom)
    stated.validUntil = Personal(card.validUntil)
    stated.sex = Personal(card.sex.name)
    stated.ethnicGroup = Personal(card.ethnicGroup.name)
    stated.birthDate = Personal(card.birthDate)
    self.stated = stated
  }

  /// The differences when the owner states something else.
  func differences(
    at stage: StatedDocument.Stage = .document, _ change: (inout StatedDocument) -> Void = { _ in }
  ) -> [StatedDifference] {
    var stated = stated
    change(&stated)
    return StatementRule.differences(of: stated, at: stage, from: document)
  }

  /// ASCII letters, digits and signs in full width.
  static func wide(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }))
  }
}
