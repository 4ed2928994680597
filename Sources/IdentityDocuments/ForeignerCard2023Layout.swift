import PersonalData

/// The text block of the foreign permanent resident card of 2023 (docs/reader-protocol.md §5.6).
enum ForeignerCard2023Layout {
  /// Reads all fields, notices what is odd about each by itself, and derives the number of the 2017 card.
  static func document(from fields: inout TextFields) -> IdentityDocument {
    var document = IdentityDocument(kind: .foreignPermanentResidentCard2023)
    let number = fields.text(.number, 122, 36)
    document.name = fields.text(.name, 0, 30, isNeeded: false)
    document.sex = fields.code(.sex, 30, 2, table: SexCodes.names)
    document.issueCount = fields.text(.issueCount, 32, 4, isNeeded: false)
    document.birthDate = fields.date(.birthDate, 36)
    document.englishName = fields.text(.englishName, first: (52, 70), second: (220, 22))
    document.number = number
    document.validFrom = fields.date(.validFrom, 188)
    document.validUntil = fields.date(.validUntil, 204, mayBeLongTerm: true)
    let nationality = fields.text(.nationality, 242, 6)
    document.nationality = nationality
    let link = fields.text(.previousNumberLink, 250, 6, isNeeded: false)
    document.previousNumberLink = link
    fields.reserved((158, 30))
    document.previousNumber = PreviousNumber.derived(from: number, nationality: nationality, link: link)
    if document.previousNumber != nil { fields.note(.previousNumber, .derived) }
    if !link.disclosed().isEmpty, !PreviousNumber.isLink(link.disclosed()) {
      fields.note(.previousNumberLink, .formatUnexpected)
    }
    return document
  }
}
