/// A table as the spreadsheets of offices take it: UTF-8 with byte-order mark, lines ended by CR LF (RFC 4180).
public struct CSVText: Sendable {
  /// One cell.
  public enum Cell: Equatable, Sendable {
    /// A text; one that a spreadsheet would calculate gets an apostrophe before it.
    case text(String)
    /// A number that must stay as it is written: a tab before it makes it a text.
    case number(String)

    fileprivate var written: String {
      switch self {
      case .text(let text):
        if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
          "'" + text
        } else {
          text
        }
      case .number(let digits): digits.isEmpty ? "" : "\t" + digits
      }
    }
  }

  /// What stands before the first line of a file.
  public static let byteOrderMark = "\u{FEFF}"

  /// One line with its end.
  public static func line(_ cells: [Cell]) -> String {
    cells.map { quoted($0.written) }.joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ text: String) -> String {
    let special = "\",\r\n\t;".unicodeScalars
    guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\"\"") + "\""
  }
}
