/// The members of a document, by the names they have on the wire.
public enum DocumentField: String, Codable, CaseIterable, Sendable {
  case kind, number, name, englishName, sex, ethnicGroup, nationality, birthDate, address, newestAddress
  case authority, authorityCode, validFrom, validUntil, passNumber, issueCount, cardVersion
  case previousNumberLink, previousNumber
  /// The unused part of a text block.
  case reserved
  case portrait
}
