internal import CSQLite
internal import DatabaseKit
internal import Glibc
package import LinuxPlatform

extension Connection {
  /// Copies the whole database into the one at `path`, which must be there and is overwritten: one moment of it, whatever
  /// others write meanwhile.
  ///
  /// `progress` is told the pages left and all; when it returns false, the copying ends with an error (`SQLITE_INTERRUPT`).
  package func backUp(
    to path: String, progress: (_ left: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(SQLiteError) {
    let copy = try Connection(path: path, creating: false)
    try copy.overwrite(from: self, progress)
    // One file without a log beside it.
    try copy.execute("PRAGMA journal_mode=DELETE")
  }

  private func overwrite(
    from source: Connection, _ progress: (Int, Int) -> Bool
  ) throws(SQLiteError) {
    guard let backup = unsafe sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw SQLiteError(code: unsafe sqlite3_extended_errcode(handle))
    }
    var code: CInt
    var systemCode: CInt = 0
    repeat {
      errno = 0
      code = unsafe sqlite3_backup_step(backup, 1_024)
      systemCode = code & 0xFF == SQLITE_IOERR ? errno : 0
      let isWanted = unsafe progress(
        Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
      if code == SQLITE_OK, !isWanted { code = SQLITE_INTERRUPT }
    } while code == SQLITE_OK
    let ended = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, ended == SQLITE_OK else {
      throw SQLiteError(code: code == SQLITE_DONE ? ended : code, systemCode: systemCode)
    }
  }

  /// What SQLite finds wrong with the file, at most `limit` sentences without anybody's data; nothing when it is whole.
  package func faults(limit: Int) throws(SQLiteError) -> [String] {
    var faults: [String] = []
    try run("SELECT integrity_check FROM pragma_integrity_check(?)", [.integer(limit)]) {
      row throws(SQLiteError) in
      let text = try row.text(0)
      if text != "ok" { faults.append(text) }
    }
    return faults
  }

  /// Ends a statement that takes long, with `SQLITE_INTERRUPT`, when `flag` is set; the flag has to outlive the connection.
  package func end(when flag: CancelFlag) {
    unsafe sqlite3_progress_handler(
      handle, 10_000,
      { context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<CancelFlag>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
      }, Unmanaged.passUnretained(flag).toOpaque())
  }
}
