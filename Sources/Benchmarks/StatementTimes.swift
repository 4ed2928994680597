import CounterRules
import IdentityDocuments
import KioskProtocol
import LinuxPlatform
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport

/// How long looking at a statement takes of a document on file and of one that is not, turn by turn.
struct StatementTimes {
  struct Result {
    var known = Samples()
    var unknown = Samples()
    /// Of each turn, the time for nobody beside that for somebody.
    var ratios = Samples()
  }

  let count: Int
  let folder: WorkFolder

  func measure() async throws -> Result {
    let store = try await SQLiteStore.open(stateFolder: folder.file("statements"))
    for index in 0..<count { try await file(index, in: store) }
    var result = Result()
    for index in 0..<count {
      let known = try await time("\(10_000_000 + index)", .taiwanCompatriotPermit, in: store)
      let unknown = try await time("\(50_000_000 + index)", .taiwanCompatriotPermit, in: store)
      result.known.add(known)
      result.unknown.add(unknown)
      result.ratios.add(unknown / known)
    }
    await store.close()
    try folder.remove("statements")
    return result
  }

  private func time(
    _ number: String, _ kind: DocumentKind, in store: ArchiveStore
  ) async throws -> Duration {
    let most = 1_000_000
    let limits = TryLimits(clientPerHour: most, portalPerHour: most, allPerHour: most)
    let check = StatementCheck(
      entry: AuditEntry(
        at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .portal(uid: 1), act: .checkRegistration),
      stated: StatedDocument(kind: kind, number: Personal(number), name: Personal("样本乙")), stage: .name,
      client: PortalClient(portal: 1, name: Personal("bench"), limits: limits),
      clock: ClockReading(wall: MachineClock.wall, uptime: MachineClock.uptime, boot: MachineClock.boot))
    let start = ContinuousClock.now
    do { _ = try await store.check(check) } catch {
      guard error.reason == .registrationNotRead else { throw error }
    }
    return start.duration(to: .now)
  }

  private func file(_ index: Int, in store: ArchiveStore) async throws {
    var document = IdentityDocument(kind: .taiwanCompatriotPermit)
    document.number = Personal("\(10_000_000 + index)")
    document.name = Personal("样本甲")
    let origin = ReadingOrigin(
      session: "stated-\(index)", readAt: "2026-11-21T09:15:02+08:00", window: "window-1", clerk: "bench",
      reader: .typed)
    _ = try await store.file(
      FilingRequest(
        origin: origin, document: document, photoBlock: nil, textBlock: Personal([]),
        party: .clerk(name: "bench", role: .checker)))
  }
}
