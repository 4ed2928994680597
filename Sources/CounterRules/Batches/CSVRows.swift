/// The rows of a CSV text: quoted cells, any end of line, comma, semicolon or tab between cells.
public struct CSVRows: Sendable {
  /// One row and the line it begins on, counted from 1.
  public struct Row: Equatable, Sendable {
    /// The line.
    public var line: Int
    /// The cells without their quotes.
    public var cells: [String]

    /// Whether nothing stands in it.
    public var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
  }

  /// A quote that never ends.
  public struct OpenQuote: Error, Equatable, Sendable {
    /// The line on which it begins.
    public var line: Int
  }

  /// The rows.
  public private(set) var rows: [Row] = []
  private var line = 1
  private var rowLine = 1
  private var cells: [String] = []
  private var cell = String.UnicodeScalarView()
  private var quoteLine: Int?

  /// The rows of `text`; a byte-order mark before it is no part of the first cell.
  public init(_ text: String) throws(OpenQuote) {
    var scalars = Array(text.unicodeScalars)[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let separator = Self.separator(in: scalars)
    while let scalar = scalars.popFirst() {
      if scalar == "\r", scalars.first == "\n" { continue }
      if quoteLine != nil {
        takeQuoted(scalar, &scalars)
      } else if scalar == "\"", cell.isEmpty {
        quoteLine = line
      } else if scalar == separator {
        endCell()
      } else if scalar == "\n" || scalar == "\r" {
        endRow()
      } else {
        cell.append(scalar)
      }
    }
    if let quoteLine { throw OpenQuote(line: quoteLine) }
    if !cell.isEmpty || !cells.isEmpty { endRow() }
  }

  private mutating func takeQuoted(_ scalar: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) {
    if scalar == "\n" { line += 1 }
    guard scalar == "\"" else { return cell.append(scalar) }
    if rest.first == "\"" {
      rest.removeFirst()
      cell.append("\"")
    } else {
      quoteLine = nil
    }
  }

  private mutating func endCell() {
    cells.append(String(cell))
    cell = String.UnicodeScalarView()
  }

  private mutating func endRow() {
    endCell()
    rows.append(Row(line: rowLine, cells: cells))
    cells = []
    line += 1
    rowLine = line
  }

  /// What stands between the cells of the first line that has any of the three.
  private static func separator(in text: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar {
    for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
      let counts = [",", "\t", ";"].map { (separator: Unicode.Scalar) in
        (separator, line.count { $0 == separator })
      }
      if let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0 { return most.0 }
    }
    return ","
  }
}
