/// The check digit of ICAO 9303: weights 7, 3, 1 over and over (docs/reader-protocol.md §9).
enum CheckDigit {
  /// The digit for `characters`, 0 to 9; letters count from A = 10, `<` and whatever else counts nothing.
  static func of(_ characters: some Sequence<UInt8>) -> Int {
    var sum = 0
    for (index, character) in characters.enumerated() {
      let weight = index % 3 == 0 ? 7 : index % 3 == 1 ? 3 : 1
      sum = (sum + value(character) * weight) % 10
    }
    return sum
  }

  private static func value(_ character: UInt8) -> Int {
    switch character {
    case 0x30...0x39: Int(character) - 0x30
    case 0x41...0x5A: Int(character) - 0x41 + 10
    default: 0
    }
  }
}
