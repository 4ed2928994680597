import Emulation
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import PostgreSQLStore
import SealedArchive
import TestSupport

/// Holds a central archive to what was told while its window filled it.
struct CentreCheck {
  let state: String
  let seed: UInt64
  let centre: YearCentre

  func run(_ tally: inout YearTally) async throws -> YearCheck.Result {
    var result = YearCheck.Result()
    let store = try await PostgreSQLStore.open(centre.target, stateFolder: state)
    let people = SyntheticPeople(seed: seed)
    for (person, visits) in tally.visits.enumerated() where visits > 0 {
      let number = Personal(people.citizen(person).number)
      var found = 0
      do {
        let filed = try await store.person(kind: .residentIdentityCard, number: number)
        found = try await store.readings(person: filed.id).count
      } catch {
        tally.fault("a person told to be filed: \(error.reason.rawValue)")
      }
      // A card that waited while it lay there again may have more readings than rows: none of them is thrown away.
      result.lost += max(0, visits - found)
    }
    var proof = TrailProof()
    while !proof.isDone { proof = try await store.proveAudit(proof) }
    for fault in proof.faults { tally.fault("the audit trail: \(fault.kind.rawValue) at \(fault.place)") }
    await store.close()
    let cards = "FROM swipe WHERE mark IN ('filed', 'onFile')"
    let rows = try await centre.number("SELECT count(*) \(cards)")
    let distinct = try await centre.number(
      "SELECT count(*) FROM (SELECT DISTINCT batch, document \(cards)) AS d")
    let sessions = try await centre.number("SELECT count(DISTINCT session) FROM reading")
    let readings = try await centre.number("SELECT count(*) FROM reading")
    result.lost += max(0, tally.filed - distinct)
    result.double = max(0, rows - tally.filed) + (rows - distinct) + (readings - sessions)
    for table in ["person", "version"] {
      let (found, told) = (
        try await centre.number("SELECT count(*) FROM \(table)"), tally.visits.count { $0 > 0 }
      )
      if found != told { tally.fault("\(table): \(found) instead of \(told)") }
    }
    result.bytes = try await centre.number(
      "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    return result
  }
}
