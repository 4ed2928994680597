import DatabaseKit
import Foundation
import KioskProtocol
import PersonArchive
import PostgreSQLKit
import PostgreSQLStore
import SealedArchive
import TestSupport
import Testing

@Suite("Erasing a person at the centre", .onPostgreSQL, .timeLimit(.minutes(5)))
struct CentreErasureTests {
  @Test(
    "while somebody looks at an older moment bytes are left, which the receipt says, and later they are taken"
  )
  func olderMoment() async throws {
    let folder = try await Engine.folderAlone()
    let target = try Engine.target(of: folder)
    let limits = PostgreSQLLimits(connecting: 60, answering: .seconds(60), settling: .milliseconds(200))
    let store = try await PostgreSQLStore.open(target, stateFolder: folder.path, limits: limits)
    let id = try #require(try await store.file(Sample("s1").filing).person)
    let db = try PostgreSQLConnection(target, limits: limits)
    let needles = try db.rows("SELECT wrapped FROM person UNION ALL SELECT lookup FROM person") {
      row throws(DatabaseError) in try row.blob(0)
    }
    #expect(needles.count == 2)
    let reader = try PostgreSQLConnection(target, limits: limits)
    try reader.beginReading()
    #expect(try reader.integer("SELECT count(*) FROM person") == 1)
    #expect(try await !store.erase(person: id, by: ErasureTests.entry).isWiped)
    #expect(try await ErasureTests.found(needles, in: folder) == ["person"])
    #expect(try await !store.finishErasures())
    reader.rollback()
    #expect(try await store.finishErasures())
    #expect(try await ErasureTests.found(needles, in: folder) == [])
    #expect(try await store.count() == 0)
    await store.close()
  }

  @Test("a window that does not own the tables erases, and says that the bytes are still to be taken")
  func notTheOwner() async throws {
    let server = try await PostgreSQLServer.shared.value
    let folder = try await Engine.folderAlone()
    let target = try Engine.target(of: folder)
    let role = "w" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
    try await server.sql(
      """
      CREATE ROLE \(role) LOGIN; GRANT ALL ON SCHEMA public TO \(role);
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \(role)
      """, schema: target)
    let second = try Engine.secondWindow(beside: folder)
    let store = try await PostgreSQLStore.open(
      target.replacingOccurrences(of: "user=idkiosk", with: "user=\(role)"), stateFolder: second.path,
      limits: Engine.limits)
    let id = try #require(try await store.file(Sample("s1").filing).person)
    #expect(try await !store.erase(person: id, by: ErasureTests.entry).isWiped)
    await #expect(throws: KioskFailure.self) { try await store.finishErasures() }
    await store.close()
    let owner = try await PostgreSQLStore.open(target, stateFolder: folder.path, limits: Engine.limits)
    #expect(try await owner.finishErasures())
    #expect(try await owner.count() == 0)
    await owner.close()
    try await server.sql("DROP OWNED BY \(role); DROP ROLE \(role)", schema: target)
  }
}
