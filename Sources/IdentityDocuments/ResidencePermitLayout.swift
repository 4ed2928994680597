/// The text block of the residence permit for residents of Hong Kong, Macao and Taiwan (docs/reader-protocol.md §5.4).
enum ResidencePermitLayout {
  /// Reads all fields and notices what is odd about each by itself.
  static func document(from fields: inout TextFields) -> IdentityDocument {
    var document = IdentityDocument(kind: .hkMacaoTaiwanResidencePermit)
    document.name = fields.text(.name, 0, 30)
    document.sex = fields.code(.sex, 30, 2, table: SexCodes.names)
    document.birthDate = fields.date(.birthDate, 36)
    document.address = fields.text(.address, 52, 70)
    document.number = fields.text(.number, 122, 36)
    document.authority = fields.text(.authority, 158, 30)
    document.validFrom = fields.date(.validFrom, 188)
    document.validUntil = fields.date(.validUntil, 204, mayBeLongTerm: true)
    document.passNumber = fields.text(.passNumber, 220, 18, isNeeded: false)
    document.issueCount = fields.text(.issueCount, 238, 4, isNeeded: false)
    fields.reserved((32, 4), (242, 6), (250, 6))
    return document
  }
}
