internal import DatabaseKit

/// One step in the life of a schema.
///
/// Once released, a step never changes.
package struct Migration: Sendable {
  /// What it is about.
  package var name: StaticString
  /// The change itself; runs inside a transaction.
  package var body: @Sendable (Connection) throws(SQLiteError) -> Void

  /// A step with its change.
  package init(
    _ name: StaticString, _ body: @escaping @Sendable (Connection) throws(SQLiteError) -> Void
  ) {
    self.name = name
    self.body = body
  }
}

extension Connection {
  /// The number of migrations this database has had.
  package func schemaVersion() throws(SQLiteError) -> Int { try integer("PRAGMA user_version") }

  /// The number that says which program a database belongs to; 0 where nobody set one.
  package func applicationID() throws(SQLiteError) -> Int { try integer("PRAGMA application_id") }

  /// Brings the database up to the last migration, each step in a transaction of its own; says how many were due.
  ///
  /// A database with more migrations than these is left as it is: ask `schemaVersion` first.
  @discardableResult
  package func migrate(_ migrations: [Migration], applicationID: UInt32) throws(SQLiteError) -> Int {
    let current = max(try schemaVersion(), 0)
    let due = migrations.enumerated().dropFirst(current)
    for (index, migration) in due {
      try transaction { db throws(SQLiteError) in
        try migration.body(db)
        try db.executeTrusted("PRAGMA application_id = \(Int32(bitPattern: applicationID))")
        try db.executeTrusted("PRAGMA user_version = \(index + 1)")
      }
    }
    return due.count
  }
}
