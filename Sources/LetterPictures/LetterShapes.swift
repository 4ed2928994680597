/// The shapes of the letters and digits of pictures, seven rows of five.
///
/// None looks like another: no 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, 6 and G, U and V, D and O, M and N and W.
enum LetterShapes {
  static let width = 5
  static let height = 7

  /// Rows from the top, by letter.
  static let all: [Character: [String]] = [
    "A": [".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"],
    "C": [".####", "#....", "#....", "#....", "#....", "#....", ".####"],
    "E": ["#####", "#....", "#....", "####.", "#....", "#....", "#####"],
    "F": ["#####", "#....", "#....", "####.", "#....", "#....", "#...."],
    "H": ["#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"],
    "J": ["..###", "...#.", "...#.", "...#.", "...#.", "#..#.", ".##.."],
    "K": ["#...#", "#..#.", "#.#..", "##...", "#.#..", "#..#.", "#...#"],
    "N": ["#...#", "##..#", "#.#.#", "#..##", "#...#", "#...#", "#...#"],
    "P": ["####.", "#...#", "#...#", "####.", "#....", "#....", "#...."],
    "R": ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"],
    "T": ["#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."],
    "X": ["#...#", "#...#", ".#.#.", "..#..", ".#.#.", "#...#", "#...#"],
    "Y": ["#...#", "#...#", ".#.#.", "..#..", "..#..", "..#..", "..#.."],
    "3": ["####.", "....#", "....#", ".###.", "....#", "....#", "####."],
    "4": ["...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."],
    "7": ["#####", "....#", "...#.", "..#..", ".#...", ".#...", ".#..."],
  ]

  /// Every letter there is, in one order.
  static let letters: [Character] = all.keys.sorted()

  /// Whether a stroke of `letter` covers a point, in columns from the left and rows from the top.
  ///
  /// Strokes are round and somewhat wider than a place, so that those that slant hang together.
  static func hasInk(_ letter: Character, column: Double, row: Double) -> Bool {
    // Most points of a picture lie beside the letter.
    guard (-reach...Double(width) + reach).contains(column), (-reach...Double(height) + reach).contains(row),
      let rows = all[letter]
    else { return false }
    for (y, places) in rows.enumerated() where abs(Double(y) + 0.5 - row) <= reach {
      for (x, place) in places.utf8.enumerated() where place == UInt8(ascii: "#") {
        let (right, down) = (Double(x) + 0.5 - column, Double(y) + 0.5 - row)
        if right * right + down * down <= reach * reach { return true }
      }
    }
    return false
  }

  private static let reach = 0.78
}
