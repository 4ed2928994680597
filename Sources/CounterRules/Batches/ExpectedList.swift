public import PersonalData

/// The people an enterprise says it will bring, read from its own spreadsheet (docs/batches.md §3).
public struct ExpectedList: Sendable {
  /// Why a list is not taken.
  public enum Refusal: Error, Equatable, Sendable {
    /// A quote that begins on this line never ends.
    case openQuote(line: Int)
    /// No column holds document numbers.
    case noNumbers
    /// The number on this line is none.
    case badNumber(line: Int)
  }

  /// Which columns hold what.
  private struct Columns {
    var number: Int
    var name: Int?
  }

  /// How far down a row with headings may stand: titles come before it.
  private static let mostTitles = 10
  private static let numberHeadings = [
    "身份证号", "证件号", "身份证件号", "公民身份号码", "身份号码", "号码", "证号", "身份证", "idnumber", "documentnumber",
    "number", "idno", "id",
  ]
  private static let nameHeadings = ["姓名", "名字", "人员姓名", "员工姓名", "name"]

  /// Each person once.
  public let people: [ExpectedPerson]

  /// The list in a CSV text.
  public init(csv text: Personal<String>) throws(Refusal) {
    let rows: [CSVRows.Row]
    do throws(CSVRows.OpenQuote) {
      rows = try CSVRows(text.disclosed()).rows.filter { !$0.isBlank }
    } catch {
      throw .openQuote(line: error.line)
    }
    guard let (columns, people) = Self.begin(rows) else { throw .noNumbers }
    var found: [ExpectedPerson] = []
    for row in people {
      guard let person = Self.person(row, columns) else { throw .badNumber(line: row.line) }
      found.append(person)
    }
    self.init(found)
  }

  /// These people, each number once.
  public init(_ people: [ExpectedPerson]) {
    var seen: Set<Personal<String>> = []
    self.people = people.filter { seen.insert($0.number).inserted }
  }

  /// The columns, and the rows with people.
  private static func begin(_ rows: [CSVRows.Row]) -> (Columns, ArraySlice<CSVRows.Row>)? {
    for (index, row) in rows.prefix(mostTitles).enumerated() {
      let headings = row.cells.map { heading($0) }
      if let number = column(numberHeadings, in: headings) {
        let name = column(nameHeadings, in: headings)
        return (Columns(number: number, name: name == number ? nil : name), rows.dropFirst(index + 1))
      }
      if let number = row.cells.firstIndex(where: ExpectedNumber.looksLikeOne) {
        let name = row.cells.indices.first { $0 != number && looksLikeName(row.cells[$0]) }
        return (Columns(number: number, name: name), rows.dropFirst(index))
      }
    }
    return nil
  }

  /// The first of the words that heads a column, else the first that a heading begins with.
  private static func column(_ words: [String], in headings: [String]) -> Int? {
    for word in words { if let exact = headings.firstIndex(of: word) { return exact } }
    for word in words where word.count > 2 || !word.utf8.allSatisfy({ $0 < 0x80 }) {
      if let index = headings.firstIndex(where: { $0.hasPrefix(word) && $0.count <= word.count + 4 }) {
        return index
      }
    }
    return nil
  }

  private static func heading(_ cell: String) -> String {
    cell.lowercased().filter { $0.isLetter }
  }

  private static func looksLikeName(_ cell: String) -> Bool {
    cell.contains(where: \.isLetter) && !cell.contains(where: \.isNumber)
  }

  private static func person(_ row: CSVRows.Row, _ columns: Columns) -> ExpectedPerson? {
    func cell(_ index: Int) -> Personal<String> {
      Personal(row.cells.indices.contains(index) ? row.cells[index] : "")
    }
    return ExpectedPerson(number: cell(columns.number), name: columns.name.map(cell) ?? Personal(""))
  }
}
