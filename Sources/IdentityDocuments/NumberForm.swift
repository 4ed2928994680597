/// Which characters may stand where in the numbers of a kind, and how many there may be.
struct NumberForm: Sendable {
  /// What may stand in one place.
  enum Place: Sendable {
    case digit, digitOrX, letter, letterOrDigit
    /// A Chinese character of the first block (U+4E00 to U+9FA5).
    case ideograph
    case one(of: String)

    func fits(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .digit: ("0"..."9").contains(scalar)
      case .digitOrX: ("0"..."9").contains(scalar) || scalar == "X"
      case .letter: ("A"..."Z").contains(scalar)
      case .letterOrDigit: ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar)
      case .ideograph: (0x4E00...0x9FA5).contains(scalar.value)
      case .one(let choice): choice.unicodeScalars.contains(scalar)
      }
    }
  }

  private let places: [Place]
  private let lengths: Set<Int>

  /// Numbers of one of `lengths`, with these characters from the left.
  init(_ places: [[Place]], lengths: Set<Int>) {
    self.places = places.flatMap { $0 }
    self.lengths = lengths
  }

  /// `count` places of one sort.
  static func run(_ place: Place, _ count: Int) -> [Place] { Array(repeating: place, count: count) }

  /// The verdict by form alone.
  func verdict(on text: String) -> NumberVerdict {
    let scalars = text.unicodeScalars
    for (scalar, place) in zip(scalars, places) where !place.fits(scalar) {
      return .wrong(.characterUnexpected)
    }
    if scalars.count > places.count { return .wrong(.tooLong) }
    return lengths.contains(scalars.count) ? .valid : .incomplete
  }
}
