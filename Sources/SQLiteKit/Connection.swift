internal import CSQLite
package import DatabaseKit
internal import Glibc

/// One connection to a database file, owned by one actor and closed when its owner goes.
///
/// Every call may block: on the disk, and up to `busyTimeout` on another process that writes.
@safe package final class Connection: Database {
  /// Milliseconds to wait for another process that writes.
  static let busyTimeout: CInt = 2_000
  let handle: OpaquePointer
  private let cache = StatementCache()

  /// Opens the database at `path`; `:memory:` is one of its own.
  ///
  /// Refuses any link on the way to the file. With `creating` false a missing file is an error.
  package init(path: String, creating: Bool = true) throws(SQLiteError) {
    var raw: OpaquePointer?
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW
      | (creating ? SQLITE_OPEN_CREATE : 0)
    let code = unsafe sqlite3_open_v2(path, &raw, flags, nil)
    guard code == SQLITE_OK, let opened = unsafe raw else {
      let systemCode = unsafe raw.map { unsafe sqlite3_system_errno($0) } ?? 0
      unsafe sqlite3_close_v2(raw)
      throw SQLiteError(code: code, systemCode: systemCode)
    }
    unsafe sqlite3_busy_timeout(opened, Self.busyTimeout)
    let configured = unsafe csqlite_configure(opened)
    guard configured == SQLITE_OK else {
      unsafe sqlite3_close_v2(opened)
      throw SQLiteError(code: configured)
    }
    unsafe handle = opened  // Last: nothing may throw once the handle has an owner.
  }

  deinit {
    cache.finalizeAll()
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements that take no arguments; rows they return are dropped.
  package func execute(_ sql: StaticString) throws(SQLiteError) {
    try executeTrusted(sql.description)
  }

  /// For numbers that a PRAGMA cannot take as an argument, and for test fixtures: all else is a `StaticString`.
  package func executeTrusted(_ sql: String) throws(SQLiteError) {
    errno = 0
    try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// Runs one statement and hands each row to `row`.
  ///
  /// The statement stays prepared for the next time.
  package func run(
    _ sql: StaticString, _ arguments: [Value], row: (Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    let statement = try prepared(sql)
    defer {
      unsafe sqlite3_reset(statement.handle)
      unsafe sqlite3_clear_bindings(statement.handle)
      cache.put(statement, for: sql)
    }
    guard Int(unsafe sqlite3_bind_parameter_count(statement.handle)) == arguments.count else {
      throw SQLiteError(code: SQLITE_MISUSE)
    }
    for (index, argument) in arguments.enumerated() {
      try check(unsafe Self.bind(argument, to: statement.handle, at: CInt(index + 1)))
    }
    while true {
      errno = 0
      switch unsafe sqlite3_step(statement.handle) {
      case SQLITE_ROW: try row(Row(statement))
      case SQLITE_DONE: return
      case let code: throw error(code)
      }
    }
  }

  /// Runs an INSERT of one row; its number.
  package func insert(_ sql: StaticString, _ arguments: [Value]) throws(DatabaseError) -> Int {
    try run(sql, arguments)
    return lastRow()
  }

  /// Begins a transaction; waits until no other connection writes.
  package func begin() throws(DatabaseError) { try run("BEGIN IMMEDIATE") }

  /// Ends it; durable afterwards with `PRAGMA synchronous=FULL`.
  package func commit() throws(DatabaseError) { try run("COMMIT") }

  /// Undoes it.
  ///
  /// SQLite has rolled back by itself after some errors; then this is refused, and nothing is open either way.
  package func rollback() { try? run("ROLLBACK") }

  /// Takes what the log holds into the file and empties it; false while another connection reads an older state.
  package func emptyLog() throws(DatabaseError) -> Bool {
    try rows("PRAGMA wal_checkpoint(TRUNCATE)") { row throws(DatabaseError) in try row.integer(0) }.first == 0
  }

  /// Writes the whole file anew.
  package func rewrite() throws(DatabaseError) { try execute("VACUUM") }

  /// The number that SQLite gave to the row inserted last.
  package func lastRow() -> Int { Int(unsafe sqlite3_last_insert_rowid(handle)) }

  /// Whether closing leaves the write-ahead log as it is, so that a file only looked at is not written to.
  package func keepLogOnClose(_ keep: Bool) throws(SQLiteError) {
    try check(unsafe csqlite_keep_log_on_close(handle, keep ? 1 : 0))
  }

  private func prepared(_ sql: StaticString) throws(SQLiteError) -> Statement {
    if let statement = cache.take(sql) { return statement }
    var statement: OpaquePointer?
    let persistent = CUnsignedInt(SQLITE_PREPARE_PERSISTENT)
    try check(unsafe sqlite3_prepare_v3(handle, sql.description, -1, persistent, &statement, nil))
    guard let made = unsafe statement else { throw SQLiteError(code: SQLITE_MISUSE) }
    return unsafe Statement(made)
  }

  private func check(_ code: CInt) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw error(code) }
  }

  // errno was cleared before the call. `sqlite3_system_errno` would not do: a failed commit leaves in it what an
  // earlier failure put there.
  private func error(_ code: CInt) -> SQLiteError {
    let systemCode = errno
    let isSystem = [SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL].contains(code & 0xFF)
    return SQLiteError(code: code, systemCode: isSystem ? systemCode : 0)
  }

  @unsafe private static func bind(_ value: Value, to statement: OpaquePointer, at index: CInt) -> CInt {
    switch value {
    case .null: unsafe sqlite3_bind_null(statement, index)
    case .integer(let number): unsafe sqlite3_bind_int64(statement, index, Int64(number))
    case .text(let text): unsafe csqlite_bind_text(statement, index, text, CInt(text.utf8.count))
    case .blob(let bytes): unsafe csqlite_bind_blob(statement, index, bytes, CInt(bytes.count))
    }
  }
}
