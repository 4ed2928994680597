import CounterRules
import KioskProtocol
import PersonArchive
import PersonalData
import Synchronization
import TestSupport
import Testing

@testable import CounterService
@testable import Passwords

@Suite("Letting clerks in")
struct ClerkAdmissionTests {
  private let time = SimulatedTime()
  private let timeOfDay = Awaited("2026-11-21T09:00:00+08:00")
  private let folder: ScratchFolder
  private let archive: ArchiveAccess

  init() throws {
    folder = try ScratchFolder()
    archive = ArchiveAccess(folder: folder.path, settings: WindowSettings(windowID: "window-1"))
  }

  private func entry(_ act: Act = .signIn) -> AuditEntry {
    AuditEntry(at: timeOfDay.value, window: "window-1", party: .selfService, act: act)
  }

  /// As of a program that begins now.
  private func admission() -> ClerkAdmission {
    let (time, timeOfDay) = (time, timeOfDay)
    return ClerkAdmission(
      archive: archive, hasher: PasswordHasher(),
      clock: DeskClock(now: { time.now }, timeOfDay: { timeOfDay.value })
    ) { LockOut(tries: 3, time: .seconds(900)) }
  }

  private func add(_ admission: ClerkAdmission, windows: [String]? = nil) async throws {
    let hash = try await admission.hash(Personal("right password"))
    let account = ClerkAccount(
      name: "li", displayName: "李", role: .clerk, windows: windows, passwordHash: hash,
      madeAt: timeOfDay.value)
    try await archive.opened().add(account, by: entry(.keepClerks), outcome: "added")
  }

  private func refusal(_ admission: ClerkAdmission, _ password: String) async -> KioskFailure? {
    do throws(KioskFailure) {
      _ = try await admission.admit("li", Personal(password), entry())
      return nil
    } catch {
      return error
    }
  }

  private func pass(_ seconds: Int) { time.advance(to: time.now + .seconds(seconds)) }

  @Test("is refused for a while after several wrong passwords, whatever the time of day is set to")
  func lockOut() async throws {
    let admission = admission()
    try await add(admission)
    for _ in 0..<3 { #expect(await refusal(admission, "wrong")?.reason == .clerkSignInRefused) }
    #expect(
      await refusal(admission, "right password") == KioskFailure(.clerkLockedForNow, detail: 900))
    pass(899)
    for moment in ["2026-11-22T09:00:00+08:00", "2020-01-01T00:00:00+08:00"] {
      timeOfDay.change { $0 = moment }
      #expect(await refusal(admission, "right password") == KioskFailure(.clerkLockedForNow, detail: 1))
    }
    pass(1)
    #expect(await refusal(admission, "wrong")?.reason == .clerkSignInRefused)
    #expect(await refusal(admission, "right password") == nil)
    #expect(try await archive.opened().clerk(named: "li")?.wrongTries == 0)
  }

  @Test("over a restart goes on where it was, and begins anew at most where the clock was stepped back")
  func restart() async throws {
    let before = admission()
    try await add(before)
    for _ in 0..<3 { _ = await refusal(before, "wrong") }
    timeOfDay.change { $0 = "2026-11-21T09:10:00+08:00" }
    #expect(await refusal(admission(), "right password") == KioskFailure(.clerkLockedForNow, detail: 300))
    timeOfDay.change { $0 = "2026-11-20T09:10:00+08:00" }
    let after = admission()
    #expect(await refusal(after, "right password") == KioskFailure(.clerkLockedForNow, detail: 900))
    pass(900)
    #expect(await refusal(after, "right password") == nil)
    timeOfDay.change { $0 = "2026-11-20T01:10:00Z" }
    for _ in 0..<3 { _ = await refusal(after, "wrong") }
    timeOfDay.change { $0 = "2026-11-20T09:25:00+08:00" }
    #expect(await refusal(admission(), "right password") == nil)
  }

  @Test("tries one password at a time, so that several at once count like one after another")
  func atOnce() async throws {
    let admission = admission()
    try await add(admission)
    let reasons = await withTaskGroup { group in
      for _ in 0..<8 { group.addTask { await refusal(admission, "wrong")?.reason } }
      return await group.reduce(into: [FailureReason?: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(reasons == [.clerkSignInRefused: 3, .clerkLockedForNow: 5])
    let trail = try await archive.opened().audit(before: nil, limit: 99)
    #expect(trail.count { $0.act == "clerk.signIn" } == 8)
  }

  @Test("does the same work for a name that nobody has")
  func nobody() async throws {
    let admission = admission()
    try await add(admission)
    await #expect(throws: KioskFailure(.clerkSignInRefused)) {
      _ = try await admission.admit("wang", Personal("right password"), entry())
    }
    #expect(try await archive.opened().audit(before: nil, limit: 1)[0].subject == nil)
  }
}
