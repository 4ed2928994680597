import PersonalData

/// The 15-character number of 2017 that a card of 2023 points back to (docs/reader-protocol.md §5.6).
enum PreviousNumber {
  /// Country, then characters of the number and the link in their published places, then a check digit.
  ///
  /// `nil` unless number, nationality and link all have their shapes. The rule for the last digit rests on one
  /// published specimen, so the result is a help and never evidence.
  static func derived(
    from number: Personal<String>, nationality: Personal<String>, link: Personal<String>
  ) -> Personal<String>? {
    let country = nationality.disclosed()
    let linkDigits = link.disclosed()
    guard let whole = CitizenNumber(number), whole.first == "9", Countries.hasShape(country),
      isLink(linkDigits)
    else { return nil }
    let body = country + whole.part(1, 2) + linkDigits.prefix(2) + whole.part(8, 6) + linkDigits.suffix(1)
    return Personal(body + String(CheckDigit.of(body.utf8)))
  }

  /// Whether `text` is three digits.
  static func isLink(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
