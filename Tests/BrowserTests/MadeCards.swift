import Emulation
import IdentityDocuments
import TestSupport

/// Cards of invented people that Fixtures/cards has not.
enum MadeCards {
  private static let people = SyntheticPeople(seed: 2_026)

  static func write(_ card: SyntheticCard, in folder: ScratchFolder, as name: String) throws -> String {
    let file = CardFile(text: card.text, photo: card.photo, expected: "{}")
    return try folder.write(file.content(comment: ["Made by a test; nobody's card."]), to: "\(name).card")
  }

  /// A citizen, the next card of the same person, and one of the same number and another birth date.
  static func citizen() -> SyntheticCard { people.citizen(1) }
  static func renewed() -> SyntheticCard { citizen().renewed() }
  static func conflicting() -> SyntheticCard {
    var card = citizen()
    card.birthDate = "19700101"
    return card
  }

  /// Five findings, the longest fields, and no portrait that a decoder would know.
  static func odd() -> SyntheticCard {
    var card = people.citizen(2).expired()
    card.number = card.number.dropLast() + (card.number.last == "0" ? "1" : "0")
    card.birthDate = "19500230"
    card.ethnicGroup = CodedValue(code: "58", name: "58")
    card.authority = ""
    card.patches = [222: 0x3F]
    return card
  }
}
