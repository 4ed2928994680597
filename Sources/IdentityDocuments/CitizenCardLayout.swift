/// The text block of the citizen card (docs/reader-protocol.md §5.3).
enum CitizenCardLayout {
  /// Reads all fields and notices what is odd about each by itself.
  static func document(from fields: inout TextFields) -> IdentityDocument {
    var document = IdentityDocument(kind: .residentIdentityCard)
    document.name = fields.text(.name, 0, 30)
    document.sex = fields.code(.sex, 30, 2, table: SexCodes.names)
    document.ethnicGroup = fields.code(.ethnicGroup, 32, 4, table: EthnicGroups.names)
    document.birthDate = fields.date(.birthDate, 36)
    document.address = fields.text(.address, 52, 70)
    document.number = fields.text(.number, 122, 36)
    document.authority = fields.text(.authority, 158, 30)
    document.validFrom = fields.date(.validFrom, 188)
    document.validUntil = fields.date(.validUntil, 204, mayBeLongTerm: true)
    fields.reserved((220, 36))
    return document
  }
}
