/// Where a letter stands in a picture, how large and how slanted.
struct SlantedLetter {
  private let middle: (x: Double, y: Double)
  private let scale: (x: Double, y: Double)
  private let slant: (x: Double, y: Double)

  /// A place of its own for each letter, and chance for the rest.
  ///
  /// The largest and most slanted letter reaches 26 pixels to either side of its middle and 34 up and down, so that none is
  /// cut off at the picture's edge.
  init(place: Int, using generator: inout some RandomNumberGenerator) {
    middle = (
      30 + 45 * Double(place) + .random(in: -3...3, using: &generator),
      40 + .random(in: -5...5, using: &generator)
    )
    scale = (.random(in: 5.4...6.6, using: &generator), .random(in: 6.4...7.8, using: &generator))
    slant = (.random(in: -0.26...0.26, using: &generator), .random(in: -0.18...0.18, using: &generator))
  }

  /// The point of the letter's shape that a pixel shows, in columns and rows; some lie beside the shape.
  func point(x: Int, y: Int) -> (column: Double, row: Double) {
    let (right, down) = (Double(x) - middle.x, Double(y) - middle.y)
    return (
      (right - slant.x * down) / scale.x + Double(LetterShapes.width) / 2,
      (down - slant.y * right) / scale.y + Double(LetterShapes.height) / 2
    )
  }
}
