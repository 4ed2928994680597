import IdentityDocuments

extension SyntheticCard {
  /// The next card of the same person: valid from five years later on, with another address, authority and face.
  package func renewed() -> SyntheticCard {
    var card = self
    card.validFrom = validFrom.shifted(years: 5)
    card.validUntil = validUntil.shifted(years: 5)
    card.faceSeed = faceSeed ^ 0xFFFF_FFFF
    if !address.isEmpty { card.address = "上海市虚构区迁居路\(1 + faceSeed % 999)号" }
    if !authority.isEmpty { card.authority = "上海市公安局虚构分局" }
    return card
  }

  /// An earlier card of the same person, which ran out in 2020 at the latest.
  package func expired() -> SyntheticCard {
    var card = self
    card.validFrom = validFrom.shifted(years: -9)
    card.validUntil = validFrom.shifted(years: 1)
    card.faceSeed = faceSeed ^ 0x5555_5555
    return card
  }

  /// The same card without an end of validity.
  package func longTerm() -> SyntheticCard {
    var card = self
    card.validUntil = "长期"
    return card
  }
}

extension String {
  /// A day of eight digits, `years` later; text that is none stays as it is.
  func shifted(years: Int) -> String {
    guard utf8.count == 8, let year = Int(prefix(4)) else { return self }
    return SyntheticNumbers.padded(max(1, year + years), 4) + dropFirst(4)
  }
}
