import PersonalData

/// The text block of the foreign permanent resident card of 2017 (docs/reader-protocol.md §5.5).
enum ForeignerCard2017Layout {
  /// Reads all fields and notices what is odd about each by itself.
  static func document(from fields: inout TextFields) -> IdentityDocument {
    var document = IdentityDocument(kind: .foreignPermanentResidentCard2017)
    document.englishName = fields.text(.englishName, 0, 120)
    document.sex = fields.code(.sex, 120, 2, table: SexCodes.names)
    document.number = fields.text(.number, 122, 30)
    document.nationality = fields.text(.nationality, 152, 6)
    document.name = fields.text(.name, 158, 30, isNeeded: false)
    document.validFrom = fields.date(.validFrom, 188)
    document.validUntil = fields.date(.validUntil, 204, mayBeLongTerm: true)
    document.birthDate = fields.date(.birthDate, 220)
    document.cardVersion = fields.text(.cardVersion, 236, 4, isNeeded: false)
    let code = fields.text(.authorityCode, 240, 8, isNeeded: false)
    document.authorityCode = code
    if code.disclosed() == "1500" { document.authority = Personal("公安部") }
    fields.reserved((250, 6))
    return document
  }
}
