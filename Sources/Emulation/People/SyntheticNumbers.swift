/// Numbers that are well-formed and belong to nobody (docs/synthetic-people.md).
///
/// The check characters are computed here once more and in another way than in the decoder, so that one mistake cannot
/// hide in both.
package enum SyntheticNumbers {
  /// A citizen's number or a residence permit's: `division` is six digits, `sequence` below 1000.
  package static func ofResident(division: String, birthDate: String, sequence: Int) -> String {
    withCheck(division + birthDate + padded(sequence, 3))
  }

  /// A number of the foreigner's card of 2023: province of two digits, country of three.
  package static func ofForeigner2023(
    province: String, country: String, birthDate: String, sequence: Int
  ) -> String {
    withCheck("9" + province + country + birthDate + padded(sequence, 3))
  }

  /// A number of the foreigner's card of 2017: country of three letters, `serial` below 100, `tail` below 10.
  package static func ofForeigner2017(
    country: String, province: String, serial: Int, birthDate: String, tail: Int
  ) -> String {
    let body = country + province + padded(serial, 2) + birthDate.suffix(6) + String(tail)
    return body + String(travelDocumentCheck(body))
  }

  /// The number of 2017 that a card of 2023 with these parts points back to.
  package static func before2023(country: String, province: String, birthDate: String, link: String) -> String
  {
    let body = country + province + link.prefix(2) + birthDate.suffix(6) + link.suffix(1)
    return body + String(travelDocumentCheck(body))
  }

  /// `number` in at least `width` digits.
  package static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// `number` in at least `width` hexadecimal digits.
  static func hexadecimal(_ number: UInt32, _ width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Appends the check of ISO 7064 MOD 11-2 in its recursive form.
  private static func withCheck(_ body: String) -> String {
    let product = body.utf8.reduce(0) { ($0 + Int($1 & 0x0F)) * 2 % 11 }
    let check = (12 - product) % 11
    return body + (check == 10 ? "X" : String(check))
  }

  private static func travelDocumentCheck(_ body: String) -> Int {
    var sum = 0
    for (place, byte) in body.utf8.enumerated() {
      let value = byte >= 0x41 ? Int(byte) - 0x37 : Int(byte & 0x0F)
      sum += place % 3 == 0 ? 7 * value : place % 3 == 1 ? 3 * value : value
    }
    return sum % 10
  }
}
