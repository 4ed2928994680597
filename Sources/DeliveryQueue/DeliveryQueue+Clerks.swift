internal import DatabaseKit
internal import KioskLog
package import KioskProtocol
package import PersonArchive
internal import SQLiteKit
internal import SealedArchive

/// What signing in needs while the centre is away: the accounts that were let in lately, and the lines of the trail that
/// the centre has not got yet.
extension DeliveryQueue {
  /// Keeps an account in the place of what was kept of it, on the disk when it returns; those that were good until `now`,
  /// in seconds since 1970, go.
  package func keep(_ clerk: KeptClerk, at now: Int) throws(KioskFailure) {
    let (wrapped, sealed) = try seal.seal(clerk)
    let row: [Value] = [
      .text(clerk.account.name), .integer(clerk.until), .blob(wrapped), .blob(sealed),
    ]
    try opened().transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      try told(try db.run(DeliverySchema.keepClerk, row))
      try told(try db.run(DeliverySchema.forgetOldClerks, [.integer(now)]))
    }
  }

  /// Keeps how many wrong passwords `clerk` has had, as the centre counted them, where it is kept and no line waits that the
  /// centre has not counted yet.
  package func count(_ clerk: KeptClerk) throws(KioskFailure) {
    let row = try counted(clerk)
    let db = try opened()
    try told(try db.run(DeliverySchema.countClerkOfCentre, row))
  }

  /// The account that is kept under a name and good at `now`, in seconds since 1970; `nil` where none is, or it does not
  /// open any more.
  package func clerk(named name: String, at now: Int) throws(KioskFailure) -> KeptClerk? {
    let db = try opened()
    let rows = try told(
      try db.rows(DeliverySchema.clerk, [.text(name), .integer(now)]) { row throws(DatabaseError) in
        (until: try row.integer(0), wrapped: try row.blob(1), sealed: try row.blob(2))
      })
    guard let row = rows.first else { return nil }
    do throws(KioskFailure) {
      return try seal.openClerk(name: name, until: row.until, wrapped: row.wrapped, sealed: row.sealed)
    } catch {
      guard error.isOfOne else { throw error }
      return nil
    }
  }

  /// The names of the accounts that are kept.
  package func clerkNames() throws(KioskFailure) -> [String] {
    let db = try opened()
    return try told(
      try db.rows(DeliverySchema.clerkNames) { row throws(DatabaseError) in try row.text(0) })
  }

  /// Keeps nothing of an account any longer.
  package func forget(clerk name: String) throws(KioskFailure) {
    let db = try opened()
    try told(try db.run(DeliverySchema.forgetClerk, [.text(name)]))
  }

  /// Keeps a line of the trail until it is taken out, and with it what `clerk` has become by it where that is kept; both are
  /// on the disk when it returns, or neither.
  ///
  /// A line of kind `refused` is dropped where `mostRefusals` lines wait already.
  package func add(
    _ line: WaitingLine, counting clerk: KeptClerk? = nil, mostRefusals: Int
  ) throws(KioskFailure) {
    let (wrapped, sealed) = try seal.seal(line)
    let row: [Value] = [.text(line.entry.at), .blob(wrapped), .blob(sealed)]
    try opened().transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      if let clerk {
        let row = try self.counted(clerk)
        try told(try db.run(DeliverySchema.countClerk, row))
      }
      if line.kind == .refused,
        try told(try db.integer(DeliverySchema.lines)) >= mostRefusals
      {
        return
      }
      try told(try db.run(DeliverySchema.addLine, row))
    }
  }

  /// The line that has waited longest, and its place; `nil` where none waits.
  ///
  /// One that does not open is set aside until the next start, and holds nobody up.
  package func nextLine() throws(KioskFailure) -> (place: Int, line: WaitingLine)? {
    let db = try opened()
    while true {
      let rows = try told(
        try db.rows(DeliverySchema.firstLine) { row throws(DatabaseError) in
          (
            place: try row.integer(0), at: try row.text(1), wrapped: try row.blob(2),
            sealed: try row.blob(3)
          )
        })
      guard let row = rows.first else { return nil }
      do throws(KioskFailure) {
        return (row.place, try seal.openLine(at: row.at, wrapped: row.wrapped, sealed: row.sealed))
      } catch {
        guard error.isOfOne else { throw error }
        try told(try db.run(DeliverySchema.setLineAside, [.integer(row.place)]))
        Log.error("a line of the trail that waited does not open, and is set aside: \(error)")
      }
    }
  }

  /// Takes a line out: the centre has it.
  package func take(line place: Int) throws(KioskFailure) {
    let db = try opened()
    try told(try db.run(DeliverySchema.deleteLine, [.integer(place)]))
  }

  /// What the two statements take that put an account in the place of itself.
  private func counted(_ clerk: KeptClerk) throws(KioskFailure) -> [Value] {
    let (wrapped, sealed) = try seal.seal(clerk)
    return [.blob(wrapped), .blob(sealed), .text(clerk.account.name), .integer(clerk.until)]
  }
}
