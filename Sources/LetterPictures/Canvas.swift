/// Pixels that are drawn on.
struct Canvas {
  /// A colour.
  struct Colour {
    var parts: [UInt8]

    /// A dark one for ink, or a light one for paper.
    init(dark: Bool, using generator: inout some RandomNumberGenerator) {
      let range: ClosedRange<UInt8> = dark ? 10...100 : 215...250
      parts = (0..<3).map { _ in .random(in: range, using: &generator) }
    }
  }

  private let width: Int
  private let height: Int
  private(set) var pixels: [UInt8]

  /// Paper of one light colour.
  init(width: Int, height: Int, using generator: inout some RandomNumberGenerator) {
    self.width = width
    self.height = height
    let paper = Colour(dark: false, using: &generator)
    pixels = []
    pixels.reserveCapacity(width * height * 3)
    for _ in 0..<(width * height) { pixels += paper.parts }
  }

  mutating func draw(_ letter: Character, _ slanted: SlantedLetter, _ ink: Colour) {
    for y in 0..<height {
      for x in 0..<width {
        let point = slanted.point(x: x, y: y)
        if LetterShapes.hasInk(letter, column: point.column, row: point.row) { put(ink, x, y) }
      }
    }
  }

  /// A line from edge to edge, two pixels thick.
  mutating func drawLine(_ ink: Colour, using generator: inout some RandomNumberGenerator) {
    let (start, end) = (
      Int.random(in: 5..<(height - 5), using: &generator), Int.random(in: 5..<(height - 5), using: &generator)
    )
    for x in 0..<width {
      let y = start + (end - start) * x / width
      put(ink, x, y)
      put(ink, x, y + 1)
    }
  }

  /// Dots of any colour.
  mutating func scatter(using generator: inout some RandomNumberGenerator) {
    for _ in 0..<(width * height / 30) {
      let (x, y) = (
        Int.random(in: 0..<width, using: &generator), Int.random(in: 0..<height, using: &generator)
      )
      put(Colour(dark: Bool.random(using: &generator), using: &generator), x, y)
    }
  }

  private mutating func put(_ colour: Colour, _ x: Int, _ y: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let start = (y * width + x) * 3
    pixels.replaceSubrange(start..<(start + 3), with: colour.parts)
  }
}
