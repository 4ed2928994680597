import PersonalData

/// What the dates of a document say against each other and against today.
enum DateChecks {
  /// The findings; a date that was not understood is compared with nothing.
  static func findings(for document: IdentityDocument, today: CalendarDate) -> [Finding] {
    let birth = document.birthDate?.disclosed().day
    let from = document.validFrom?.disclosed().day
    let until = document.validUntil?.disclosed().day
    var found: [Finding] = []
    if let birth, birth > today { found.append(Finding(.birthDate, .birthDateInFuture)) }
    if let birth, let from, birth > from { found.append(Finding(.birthDate, .datesOutOfOrder)) }
    if let from, let until, from > until { found.append(Finding(.validUntil, .datesOutOfOrder)) }
    if let from, from > today { found.append(Finding(.validFrom, .notYetValid)) }
    // The last day counts as valid.
    if let until, until < today { found.append(Finding(.validUntil, .expired)) }
    return found
  }
}
