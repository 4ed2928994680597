internal import DatabaseKit
public import KioskProtocol
public import PersonArchive

extension ArchiveStore {
  /// Where a work that is done in parts stands; `nil` where none is under way.
  public func progress(of work: String) throws(KioskFailure) -> Int? {
    try opened().upkeep("work " + work)
  }

  /// Notes where it stands; `nil` when it is done.
  public func setProgress(of work: String, to mark: Int?) throws(KioskFailure) {
    let archive = try opened()
    try archive.transaction { db throws(KioskFailure) in
      try archive.setUpkeep("work " + work, done: nil)
      guard let mark else { return }
      try told(
        try db.run(
          "INSERT INTO upkeep (task, done) VALUES (?, ?)", [.text("work " + work), .integer(mark)]))
    }
  }

  /// Some of those on file, the one filed first first.
  public func persons(after mark: Int, limit: Int) throws(KioskFailure) -> LastReadPage {
    let archive = try opened()
    let limit = min(max(limit, 1), OpenArchive.longestPage)
    let rows = try told(try archive.db.lastReadings(after: mark, limit: limit))
    return LastReadPage(persons: rows.map(\.id), mark: rows.count < limit ? nil : rows.last?.row)
  }
}
