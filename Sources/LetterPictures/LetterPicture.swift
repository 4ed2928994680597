/// A picture of letters that people read more easily than programs do (docs/portals.md §4).
public struct LetterPicture: Equatable, Sendable {
  /// How many letters a picture shows.
  public static let count = 5
  /// Pixels in a row.
  public static let width = 240
  /// Rows.
  public static let height = 80

  /// What it shows, in capital letters and digits.
  public let letters: String
  /// Red, green, blue; left to right, rows top down.
  public let pixels: [UInt8]

  /// A new picture; `generator` must be one that nobody can foresee.
  public init(using generator: inout some RandomNumberGenerator) {
    var letters = ""
    while letters.count < Self.count {
      guard let letter = LetterShapes.letters.randomElement(using: &generator) else { break }
      letters.append(letter)
    }
    self.letters = letters
    var canvas = Canvas(width: Self.width, height: Self.height, using: &generator)
    let ink = Canvas.Colour(dark: true, using: &generator)
    for (place, letter) in letters.enumerated() {
      canvas.draw(letter, SlantedLetter(place: place, using: &generator), ink)
    }
    // In the letters' own colour: what takes lines of one colour away takes the letters too.
    for _ in 0..<2 { canvas.drawLine(ink, using: &generator) }
    canvas.scatter(using: &generator)
    pixels = canvas.pixels
  }

  /// Whether `typed` are its letters; their case, width and blanks do not matter.
  public static func isRight(_ typed: String, for letters: String) -> Bool {
    var even = String.UnicodeScalarView()
    for scalar in typed.unicodeScalars where scalar != " " && scalar != "\u{3000}" {
      let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
      even.append(narrow ?? scalar)
    }
    return !letters.isEmpty && String(even).uppercased() == letters
  }
}
