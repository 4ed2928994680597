internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import DatabaseKit
internal import Sealing

/// Marks over rows that nothing seals: a check finds whichever was changed behind the program's back.
extension OpenArchive {
  /// What a migration leaves to be done: everything there is gets its mark.
  static let boundTasks = BoundTable.allCases.map { "mark \($0.rawValue)" }

  /// Marks rows of ledgers after they were written, in the same transaction.
  func bind(swipes rows: [Int]) throws(KioskFailure) {
    for row in rows { try bind(.swipe, row: row) }
  }

  /// Marks a row after it was written, in the same transaction.
  func bind(_ table: BoundTable, row: Int) throws(KioskFailure) {
    for bound in try told(try db.bound(table, after: .integer(row - 1), limit: 1)) where bound.id == "\(row)"
    {
      try put(bound, table)
    }
  }

  /// The same for an account or a setting: there are few.
  func bind(_ table: BoundTable, named id: String) throws(KioskFailure) {
    for bound in try told(try db.bound(table, after: .text(""), limit: 100_000)) where bound.id == id {
      try put(bound, table)
    }
  }

  /// One step of a task of a migration: the rows after `done`; the last one it did.
  func bindAll(_ task: String, after done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    guard let table = BoundTable.allCases.first(where: { "mark \($0.rawValue)" == task }) else { return nil }
    switch table {
    case .swipe, .batch:
      let rows = try told(try db.bound(table, after: .integer(done), limit: count))
      for row in rows { try put(row, table) }
      return rows.last.flatMap { Int($0.id) }
    case .clerk, .setting:
      for row in try told(try db.bound(table, after: .text(""), limit: 100_000)) { try put(row, table) }
      return nil
    }
  }

  /// Looks at every row of these tables.
  func look(atBound report: inout ArchiveReport, _ flag: CancelFlag) {
    for table in BoundTable.allCases {
      var last: Value = [.swipe, .batch].contains(table) ? .integer(0) : .text("")
      while !flag.isCancelled {
        guard let rows = try? db.bound(table, after: last, limit: 256) else {
          report.add(.init(table: table.rawValue, id: "of all"))
          break
        }
        guard let newest = rows.last else { break }
        for row in rows {
          let isFitting = (try? mark(row, table)).map { HMACSHA256.isEqual($0, row.mark) } ?? false
          if isFitting { report.others += 1 } else { report.add(.init(table: table.rawValue, id: row.id)) }
        }
        last =
          Int(newest.id).map { [.swipe, .batch].contains(table) ? .integer($0) : .text(newest.id) }
          ?? .text(newest.id)
      }
    }
  }

  /// What stands under the key of a setting; throws `archive.damaged` for what somebody else wrote.
  func value(ofSetting key: String) throws(KioskFailure) -> String? {
    for row in try told(try db.bound(.setting, after: .text(""), limit: 100_000)) where row.id == key {
      guard HMACSHA256.isEqual(try mark(row, .setting), row.mark) else { throw KioskFailure(.archiveDamaged) }
      return row.parts.last ?? nil
    }
    return nil
  }

  private func put(_ row: BoundRow, _ table: BoundTable) throws(KioskFailure) {
    let id: Value = [.swipe, .batch].contains(table) ? .integer(Int(row.id) ?? 0) : .text(row.id)
    let mark = try mark(row, table)
    try told(try db.setBound(mark, table, id))
  }

  private func mark(_ row: BoundRow, _ table: BoundTable) throws(KioskFailure) -> [UInt8] {
    try keys.own.data.mark(.row(table.rawValue, row.parts, row.bytes))
  }
}
