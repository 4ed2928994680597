public import PersonalData

/// A number of 18 characters in the shape of GB 11643 (docs/reader-protocol.md §8.1): its parts and its check.
///
/// Having one says nothing about its being right: ask `isCheckRight`.
public struct CitizenNumber: Equatable, Sendable {
  private let characters: Personal<[UInt8]>

  /// The number in `text` with width and case made even; `nil` unless it is 17 digits and a digit or X.
  public init?(_ text: Personal<String>) {
    let characters = Array(NumberText.normalized(text.disclosed()).utf8)
    guard characters.count == 18, let last = characters.last, Self.isDigit(last) || last == UInt8(ascii: "X"),
      characters.dropLast().allSatisfy(Self.isDigit)
    else { return nil }
    self.characters = Personal(characters)
  }

  /// The new form of an old number of 15 digits: the century 19 goes in, the check goes on.
  public init?(upgrading text: Personal<String>) {
    let old = Array(NumberText.normalized(text.disclosed()).utf8)
    guard old.count == 15, old.allSatisfy(Self.isDigit) else { return nil }
    let body = old.prefix(6) + Array("19".utf8) + old.dropFirst(6)
    guard let check = Self.checkCharacter(of: body) else { return nil }
    characters = Personal(body + [check])
  }

  /// All 18 characters.
  public var text: Personal<String> { characters.map { String(decoding: $0, as: UTF8.self) } }

  /// Whether the last character fits the others.
  public var isCheckRight: Bool {
    let all = characters.disclosed()
    return Self.checkCharacter(of: all.dropLast()) == all.last
  }

  /// The check character that belongs to 17 digits in ASCII; `nil` for anything else.
  public static func checkCharacter(of digits: some Collection<UInt8>) -> UInt8? {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    guard digits.count == weights.count, digits.allSatisfy(isDigit) else { return nil }
    let sum = zip(digits, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return Array("10X98765432".utf8).dropFirst(sum % 11).first
  }

  /// The first character.
  var first: String { part(0, 1) }

  /// The day of birth as eight characters, which need not be a date.
  var birthDigits: String { part(6, 8) }

  /// The sex by character 17: odd is male.
  var sexCode: String {
    let sequence = characters.disclosed().dropLast().last ?? 0
    return sequence % 2 == 1 ? "1" : "2"
  }

  /// `count` characters from the one at `offset`, counted from 0.
  func part(_ offset: Int, _ count: Int) -> String {
    String(decoding: characters.disclosed().dropFirst(offset).prefix(count), as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
