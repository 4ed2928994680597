/// Where a letter stands in a picture, how large and how slanted.
struct SlantedLetter {
  private let middle: (x: Double, y: Double)
  private let scale: (x: Double, y: Double)
  private let slant: (x: Double, y: Double)

  /// A place of its own for each letter, and chance for the rest.
  init(place: Int, using generator: inout some RandomNumberGenerator) {
    middle = (
      20 + 35 * Double(place) + .random(in: -4...4, using: &generator),
      30 + .random(in: -6...6, using: &generator)
    )
    scale = (.random(in: 4.4...5.6, using: &generator), .random(in: 4.6...6, using: &generator))
    slant = (.random(in: -0.35...0.35, using: &generator), .random(in: -0.25...0.25, using: &generator))
  }

  /// The place of the letter's shape that a pixel shows; `nil` beside it.
  func place(x: Int, y: Int) -> (column: Int, row: Int)? {
    let (right, down) = (Double(x) - middle.x, Double(y) - middle.y)
    let column = (right - slant.x * down) / scale.x + Double(LetterShapes.width) / 2
    let row = (down - slant.y * right) / scale.y + Double(LetterShapes.height) / 2
    guard column >= 0, row >= 0, column < Double(LetterShapes.width), row < Double(LetterShapes.height) else {
      return nil
    }
    return (Int(column), Int(row))
  }
}
