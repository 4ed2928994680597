internal import CounterRules
internal import DatabaseKit
internal import OneTimeCodes

/// A row of the table `portal_try`: that somebody stated something, and nothing of what it was.
struct TryRow {
  var act: Act
  /// Keyed hashes of the document's number and of the client.
  var number: [UInt8]
  var client: [UInt8]
  var portal: UInt32
  var tried: Int
}

/// A row of the table `portal_session` whose binding has not ended.
struct SessionRow {
  var row: Int
  /// The person's id.
  var person: String
  var ends: Int
}

extension Database {
  /// When the try was that stands at `place` in the scope of `one`, the newest being the first.
  func tried(_ scope: TryScope, with one: TryRow, place: Int) throws(DatabaseError) -> Int? {
    let act = Value.text(one.act.rawValue)
    let offset = Value.integer(max(place, 1) - 1)
    let made: (Row) throws(DatabaseError) -> Int = { row throws(DatabaseError) in try row.integer(0) }
    return switch scope {
    case .number:
      try rows(
        "SELECT tried FROM portal_try WHERE act = ? AND number = ? ORDER BY tried DESC LIMIT 1 OFFSET ?",
        [act, .blob(one.number), offset], make: made
      ).first
    case .client:
      try rows(
        "SELECT tried FROM portal_try WHERE act = ? AND client = ? ORDER BY tried DESC LIMIT 1 OFFSET ?",
        [act, .blob(one.client), offset], make: made
      ).first
    case .portal:
      try rows(
        "SELECT tried FROM portal_try WHERE act = ? AND portal = ? ORDER BY tried DESC LIMIT 1 OFFSET ?",
        [act, .integer(Int(one.portal)), offset], make: made
      ).first
    case .all:
      try rows(
        "SELECT tried FROM portal_try WHERE act = ? ORDER BY tried DESC LIMIT 1 OFFSET ?", [act, offset],
        make: made
      ).first
    }
  }

  func insert(_ one: TryRow) throws(DatabaseError) {
    try run(
      "INSERT INTO portal_try (act, number, client, portal, tried) VALUES (?, ?, ?, ?, ?)",
      [
        .text(one.act.rawValue), .blob(one.number), .blob(one.client), .integer(Int(one.portal)),
        .integer(one.tried),
      ])
  }

  func deleteTries(before time: Int) throws(DatabaseError) {
    try run("DELETE FROM portal_try WHERE tried < ?", [.integer(time)])
  }

  func deleteTries(of number: [UInt8]) throws(DatabaseError) {
    try run("DELETE FROM portal_try WHERE number = ?", [.blob(number)])
  }

  /// Begins a session with a live binding.
  func insertSession(
    _ digest: [UInt8], binding: Int, portal: UInt32, ends: Int
  ) throws(DatabaseError) {
    try run(
      "INSERT INTO portal_session (digest, binding, portal, ends) VALUES (?, ?, ?, ?)",
      [.blob(digest), .integer(binding), .integer(Int(portal)), .integer(ends)])
  }

  /// The session with this digest, if its binding is live.
  func session(_ digest: [UInt8], of portal: UInt32) throws(DatabaseError) -> SessionRow? {
    try rows(
      """
      SELECT portal_session.row, person.id, portal_session.ends FROM portal_session
        JOIN binding ON binding.row = portal_session.binding JOIN person ON person.row = binding.person
        WHERE portal_session.digest = ? AND portal_session.portal = ? AND binding.ended IS NULL
      """, [.blob(digest), .integer(Int(portal))]
    ) { row throws(DatabaseError) in
      SessionRow(row: try row.integer(0), person: try row.text(1), ends: try row.integer(2))
    }.first
  }

  func deleteSession(_ row: Int) throws(DatabaseError) {
    try run("DELETE FROM portal_session WHERE row = ?", [.integer(row)])
  }

  /// Takes sessions away that have ended, by time or with their binding.
  func deleteSessions(over now: Int) throws(DatabaseError) {
    try run(
      """
      DELETE FROM portal_session
        WHERE ends <= ? OR binding IN (SELECT row FROM binding WHERE ended IS NOT NULL)
      """, [.integer(now)])
  }

  func deleteAllSessions() throws(DatabaseError) { try run("DELETE FROM portal_session") }
}
