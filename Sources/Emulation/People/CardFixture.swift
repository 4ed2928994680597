import IdentityDocuments

/// One card of Fixtures/cards: a name, why it is there, and what must be understood of it.
struct CardFixture {
  /// The file's name without `.card`.
  var name: String
  /// What the card shows, in one line.
  var why: String
  var expected: ExpectedCard

  init(
    _ name: String, _ why: String, _ card: SyntheticCard, overrides: [DocumentField: String] = [:],
    findings: [Finding] = []
  ) {
    self.name = name
    self.why = why
    expected = ExpectedCard(card: card, overrides: overrides, findings: findings)
  }

  /// The whole file.
  var content: String {
    CardFile(text: expected.card.text, photo: expected.card.photo, expected: expected.json).content(comment: [
      why,
      "Made by `idkiosk-emulator cards --out Fixtures/cards`. Change the generator, not this file.",
      "No real person: \(nobody)",
      "The face is a seed in a format of our own. Why these numbers are safe: docs/synthetic-people.md.",
      "The findings hold on every day from 2024-12-31 to 2035-12-31.",
    ])
  }

  private var nobody: String {
    switch expected.card.kind {
    case .residentIdentityCard: "the division code is that of a whole province (XX0000), which no number has."
    case .hkMacaoTaiwanResidencePermit: "born before 1900, long before the first number of this kind."
    case .foreignPermanentResidentCard2017: "the country is one that nobody lives in."
    case .foreignPermanentResidentCard2023: "born before 1900, of a country that nobody lives in."
    default: "the values are those of an invented citizen, under a type flag that no card has."
    }
  }
}
