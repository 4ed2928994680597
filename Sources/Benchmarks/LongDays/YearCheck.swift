import DatabaseKit
import Emulation
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport

/// Holds an archive to what was told while it was filled.
struct YearCheck {
  struct Result {
    /// Visits that were told and are not there.
    var lost = 0
    /// Visits that are there and were not told, or more often than told.
    var double = 0
    var bytes = 0
  }

  let state: String
  let seed: UInt64

  func run(_ tally: inout YearTally) async throws -> Result {
    var result = Result()
    try checkTables(&tally, &result)
    let store = try await SQLiteStore.open(stateFolder: state)
    let people = SyntheticPeople(seed: seed)
    for (person, visits) in tally.visits.enumerated() {
      let number = Personal(people.citizen(person).number)
      var found = 0
      do {
        let filed = try await store.person(kind: .residentIdentityCard, number: number)
        found = try await store.readings(person: filed.id).count
      } catch {
        tally.fault("a person told to be filed: \(error.reason.rawValue)")
      }
      result.lost += max(0, visits - found)
      result.double += max(0, found - visits)
    }
    var proof = TrailProof()
    while !proof.isDone { proof = try await store.proveAudit(proof) }
    for fault in proof.faults { tally.fault("the audit trail: \(fault.kind.rawValue) at \(fault.place)") }
    await store.close()
    return result
  }

  private func checkTables(_ tally: inout YearTally, _ result: inout Result) throws {
    let file = state + "/archive.db"
    let db = try Connection(path: file, creating: false)
    let words =
      try db.rows("PRAGMA integrity_check") { row throws(SQLiteError) in try row.text(0) }
      + db.rows("PRAGMA foreign_key_check") { row throws(SQLiteError) in try row.text(0) }
    if words != ["ok"] { tally.fault("the file is not whole") }
    let filed = try db.integer("SELECT count(*) FROM swipe WHERE mark IN ('filed', 'onFile')")
    let cards = try db.integer(
      "SELECT count(*) FROM (SELECT DISTINCT batch, document FROM swipe WHERE mark IN ('filed', 'onFile'))")
    let counts: [(String, Int, Int)] = try [
      ("rows of ledgers", filed, tally.filed), ("cards in ledgers", cards, tally.filed),
      ("readings", db.integer("SELECT count(*) FROM reading"), tally.filed),
      ("persons", db.integer("SELECT count(*) FROM person"), tally.visits.count { $0 > 0 }),
      ("versions", db.integer("SELECT count(*) FROM version"), tally.visits.count { $0 > 0 }),
    ]
    for (what, found, told) in counts where found != told {
      tally.fault("\(what): \(found) instead of \(told)")
    }
    result.double += max(0, filed - cards)
    // A window that ended while it read a bad card may have written its row.
    let failed = try db.integer("SELECT count(*) FROM swipe WHERE mark = 'failed'")
    if failed < tally.failed || failed > tally.failed + tally.unanswered {
      tally.fault("rows of unreadable cards: \(failed) instead of \(tally.failed)")
    }
    result.bytes = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
  }
}
