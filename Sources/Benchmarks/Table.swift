import Foundation

/// Figures under a title, one a line: the label, then columns of numbers.
struct Table {
  private static let labelWidth = 64
  private static let columnWidth = 12
  private var lines: [String]

  init(_ title: String, columns: [String]) {
    lines = ["", title, Self.line("", columns)]
  }

  mutating func add(_ label: String, _ figures: [String]) { lines.append(Self.line("  " + label, figures)) }

  /// Prints it now, so that a long run shows what it has.
  func show() {
    lines.forEach { print($0) }
    fflush(nil)
  }

  private static func line(_ label: String, _ cells: [String]) -> String {
    let gap = String(repeating: " ", count: max(1, labelWidth - label.count))
    return label + gap
      + cells.map { String(repeating: " ", count: max(1, columnWidth - $0.count)) + $0 }.joined()
  }
}
