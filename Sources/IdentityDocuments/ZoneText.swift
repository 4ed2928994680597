internal import PersonalData

/// The characters of a machine-readable zone, cut into its lines.
struct ZoneText: Sendable {
  /// Longer texts are no zone and are not looked at.
  private static let longest = 512

  private let lines: [[UInt8]]

  /// The zone in what a scanner typed: lines of 30 or 44 characters, with or without ends of lines between them.
  ///
  /// `nil` for anything that is not one line of 30, three of 30, or two of 44 characters of A-Z, 0-9 and `<`.
  init?(_ text: Personal<String>) {
    let raw = text.disclosed()
    guard raw.utf8.count <= Self.longest else { return nil }
    var characters: [UInt8] = []
    for scalar in NumberText.folded(raw).unicodeScalars where scalar != "\r" && scalar != "\n" {
      guard ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "<" else { return nil }
      characters.append(UInt8(truncatingIfNeeded: scalar.value))
    }
    let width: Int
    switch characters.count {
    case 30, 90: width = 30
    case 88: width = 44
    default: return nil
    }
    lines = stride(from: 0, to: characters.count, by: width).map {
      Array(characters.dropFirst($0).prefix(width))
    }
  }

  /// How many lines there are: 1, 2 or 3.
  var count: Int { lines.count }

  /// The characters of `place`.
  func characters(_ place: ZonePlace) -> [UInt8] {
    Array((lines.dropFirst(place.line).first ?? []).dropFirst(place.offset).prefix(place.count))
  }

  /// The text of `place` without the filler on its right.
  func text(_ place: ZonePlace) -> String {
    var kept = characters(place)
    while kept.last == Self.filler { kept.removeLast() }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether the digit at `check` is the check digit of the places before it, put together.
  ///
  /// A filler stands for it where there is nothing to check.
  func isRight(_ places: [ZonePlace], check: ZonePlace) -> Bool {
    let checked = places.flatMap(characters)
    guard let digit = characters(check).first else { return false }
    if digit == Self.filler { return checked.allSatisfy { $0 == Self.filler } }
    return Int(digit) - 0x30 == CheckDigit.of(checked)
  }

  static let filler = UInt8(ascii: "<")
}

/// A place in a machine-readable zone, counted from 0.
struct ZonePlace: Sendable {
  var line: Int
  var offset: Int
  var count: Int

  init(_ line: Int, _ offset: Int, _ count: Int) {
    self.line = line
    self.offset = offset
    self.count = count
  }

  /// The one character behind it.
  var next: ZonePlace { ZonePlace(line, offset + count, 1) }
}
