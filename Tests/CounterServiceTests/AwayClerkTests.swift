import CounterRules
import DeliveryQueue
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import TestSupport
import Testing

@testable import CounterService
@testable import Passwords

@Suite("Clerks of a window whose centre is away")
struct AwayClerkTests {
  private let time = SimulatedTime()
  private let timeOfDay = Awaited("2026-11-21T09:00:00+08:00")
  private let folder: ScratchFolder
  private let elsewhere: ScratchFolder
  private let centre: ArchiveAccess
  private let queue: DeliveryQueue
  private let clock: DeskClock

  init() async throws {
    folder = try ScratchFolder()
    elsewhere = try ScratchFolder()
    centre = ArchiveAccess(folder: folder.path, settings: WindowSettings(windowID: "window-1"))
    // Which makes the keys.
    _ = try await centre.opened()
    queue = try await DeliveryQueue.open(stateFolder: folder.path)
    let (time, timeOfDay) = (time, timeOfDay)
    clock = DeskClock(now: { time.now }, timeOfDay: { timeOfDay.value })
  }

  /// The centre as a window reaches it, or does not.
  private func archive(isAway: Bool) -> ArchiveAccess {
    guard isAway else { return centre }
    return ArchiveAccess(
      folder: elsewhere.path, server: "host=\(elsewhere.file("nobody")) dbname=nothing",
      settings: WindowSettings(windowID: "window-1"))
  }

  private func away(days: Int? = 7) -> AwayClerks {
    let lines = WaitingLines(archive: centre, queue: queue) { LockOut(tries: 3, time: .seconds(900)) }
    return AwayClerks(queue: queue, clock: clock, days: { days }, wake: {}) { () async throws(KioskFailure) in
      while try await lines.deliverNext() {}
    }
  }

  private func admission(isAway: Bool = false, days: Int? = 7) -> ClerkAdmission {
    ClerkAdmission(
      archive: archive(isAway: isAway), away: away(days: days), hasher: PasswordHasher(), clock: clock
    ) { LockOut(tries: 3, time: .seconds(900)) }
  }

  private func entry(_ act: Act = .signIn) -> AuditEntry {
    AuditEntry(at: timeOfDay.value, window: "window-1", party: .selfService, act: act)
  }

  private func add(_ names: String...) async throws {
    for name in names {
      let account = ClerkAccount(
        name: name, displayName: "李", role: .clerk,
        passwordHash: try await admission().hash(Personal("right password")), madeAt: timeOfDay.value)
      try await centre.opened().add(account, by: entry(.keepClerks), outcome: "added")
    }
  }

  private func admit(
    _ admission: ClerkAdmission, _ name: String = "li", _ password: String = "right password"
  ) async throws -> ClerkAccount { try await admission.admit(name, Personal(password), entry()) }

  private func refusal(
    _ admission: ClerkAdmission, _ name: String = "li", _ password: String = "right password"
  ) async -> FailureReason? {
    do {
      _ = try await admit(admission, name, password)
      return nil
    } catch {
      return (error as? KioskFailure)?.reason
    }
  }

  private func deliver() async throws {
    let lines = WaitingLines(archive: centre, queue: queue) { LockOut(tries: 3, time: .seconds(900)) }
    while try await lines.deliverNext() {}
  }

  private func atCentre() async throws -> ClerkAccount {
    try #require(try await centre.opened().clerk(named: "li"))
  }

  @Test("whoever was let in here lately is let in, and nobody learns from the answer who that was")
  func admitted() async throws {
    try await add("li", "wang")
    let account = try await admit(admission())
    let without = admission(isAway: true)
    #expect(try await admit(without) == account)
    for (name, password) in [("li", "wrong"), ("wang", "right password"), ("nobody", "right password")] {
      #expect(await refusal(without, name, password) == .clerkSignInAway)
    }
    timeOfDay.change { $0 = "2026-11-28T08:59:59+08:00" }
    #expect(await refusal(without) == nil)
    timeOfDay.change { $0 = "2026-11-28T09:00:00+08:00" }
    #expect(await refusal(without) == .clerkSignInAway)
  }

  @Test("fewer days hold at once; with none nobody is let in, and nothing is kept of anybody")
  func fewerDays() async throws {
    try await add("li")
    _ = try await admit(admission())
    #expect(await refusal(admission(isAway: true, days: 6)) == .clerkSignInAway)
    #expect(await refusal(admission(isAway: true, days: 0)) == .clerkSignInAway)
    #expect(await refusal(admission(isAway: true)) == nil)
    // Only the centre knows how many, and this program has not heard from it.
    #expect(await refusal(admission(isAway: true, days: nil)) == nil)
    let signIns = SignIns(clock: clock)
    let (without, with) = (archive(isAway: true), centre)
    let watching = { (archive: ArchiveAccess) in
      SignInWatch(archive: archive, signIns: signIns, away: away(days: 0), window: "window-1")
    }
    await #expect(throws: KioskFailure.self) { try await watching(without).look() }
    #expect(try await queue.clerkNames() == ["li"])
    try await watching(with).look()
    #expect(try await queue.clerkNames() == [])
    _ = try await admit(admission())
    #expect(try await queue.clerkNames() == ["li"])
    _ = try await admit(admission(days: 0))
    #expect(try await queue.clerkNames() == [])
    #expect(await refusal(admission(isAway: true)) == .clerkSignInAway)
  }

  @Test("wrong passwords lock the account here, also over a restart, and count at the centre afterwards")
  func wrong() async throws {
    try await add("li")
    _ = try await admit(admission())
    let without = admission(isAway: true)
    for _ in 0..<3 { #expect(await refusal(without, "li", "wrong") == .clerkSignInAway) }
    #expect(await refusal(without) == .clerkLockedForNow)
    #expect(await refusal(admission(isAway: true)) == .clerkLockedForNow)

    // Nobody is judged by what the centre says before it has heard of them.
    #expect(await refusal(admission()) == .clerkLockedForNow)
    #expect(try await atCentre().wrongTries == 3)
    let trail = try await centre.opened().audit(before: nil, limit: 9).map(\.outcome)
    let locked = "clerk.lockedForNow"
    #expect(trail == [locked, locked, locked, "refused", "refused", "refused", "admitted", "added"])
  }

  @Test("what is told late lifts no lock and undoes nothing that is newer; the right password ends the count")
  func late() async throws {
    try await add("li")
    _ = try await admit(admission())
    let without = admission(isAway: true)
    _ = await refusal(without, "li", "wrong")
    timeOfDay.change { $0 = "2026-11-21T09:05:00+08:00" }
    // Another window has none of the lines that wait at this one.
    let other = ClerkAdmission(archive: centre, hasher: PasswordHasher(), clock: clock) {
      LockOut(tries: 3, time: .seconds(900))
    }
    for _ in 0..<3 { _ = await refusal(other, "li", "wrong") }
    try await deliver()
    #expect(try await atCentre().wrongTries == 3)
    #expect(try await atCentre().wrongAt == "2026-11-21T09:05:00+08:00")

    timeOfDay.change { $0 = "2026-11-21T10:05:00+08:00" }
    let anew = admission(isAway: true)
    _ = await refusal(anew, "li", "wrong")
    try await deliver()
    #expect(try await atCentre().wrongTries == 1)
    #expect(await refusal(anew) == nil)
    try await deliver()
    #expect(try await atCentre().wrongTries == 0)
  }

  @Test("a lock holds at every window of a centre, however long that has run, and while the centre is away")
  func elsewhere() async throws {
    try await add("li")
    let (here, there, without) = (admission(), admission(), admission(isAway: true))
    _ = try await admit(here)
    time.advance(to: time.now + .seconds(86_400))
    for _ in 0..<3 { #expect(await refusal(there, "li", "wrong") == .clerkSignInRefused) }
    #expect(await refusal(here) == .clerkLockedForNow)
    #expect(await refusal(without) == .clerkLockedForNow)
    timeOfDay.change { $0 = "2026-11-21T09:14:59+08:00" }
    #expect(await refusal(here) == .clerkLockedForNow)
    timeOfDay.change { $0 = "2026-11-21T09:15:00+08:00" }
    #expect(await refusal(without) == nil)
    #expect(await refusal(here) == nil)
  }

  @Test("a line that the centre has, and that cannot be taken out here, is not taken there again")
  func takenOnce() async throws {
    try await add("li")
    _ = try await admit(admission())
    _ = await refusal(admission(isAway: true), "li", "wrong")
    let lines = WaitingLines(archive: centre, queue: queue) { LockOut(tries: 3, time: .seconds(900)) }
    let file = try Connection(path: folder.file("outgoing.db"))
    try file.execute(
      "CREATE TRIGGER kept BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'no'); END")
    for _ in 0..<3 {
      await #expect(throws: KioskFailure.self) { try await lines.deliverNext() }
    }
    try file.execute("DROP TRIGGER kept")
    #expect(try await lines.deliverNext())
    #expect(try await !lines.deliverNext())
    #expect(try await atCentre().wrongTries == 1)
  }

  @Test(
    "an account that was changed at another window ends its sign-ins, and is kept no longer",
    arguments: [
      ClerkChange.lock(true), .role(.checker), .windows(["window-2"]), .password(hash: Personal("another")),
    ])
  func changed(change: ClerkChange) async throws {
    try await add("li", "wang")
    let signIns = SignIns(clock: clock)
    let watch = SignInWatch(archive: centre, signIns: signIns, away: away(), window: "window-1")
    var tokens: [String] = []
    for name in ["li", "wang"] {
      let account = try await admit(admission(), name)
      let party = ActingParty.clerk(name: name, role: account.role)
      tokens.append(try await signIns.begin(party, as: AdmittedClerk(account)))
    }
    try await watch.look()
    #expect(await signIns.accountNames() == ["li", "wang"])
    try await centre.opened().change(clerk: "li", change, by: entry(.keepClerks), outcome: "changed")
    try await watch.look()
    await #expect(throws: KioskFailure(.clerkSignInExpired)) {
      try await signIns.signIn(of: tokens[0], isActing: true)
    }
    #expect(try await signIns.signIn(of: tokens[1], isActing: true).party.clerkName == "wang")
    #expect(try await queue.clerkNames() == ["wang"])
    #expect(await refusal(admission(isAway: true)) == .clerkSignInAway)
  }

  @Test("one account that cannot be looked at keeps no other from being looked at")
  func unreadable() async throws {
    try await add("li", "wang")
    let signIns = SignIns(clock: clock)
    for name in ["li", "wang"] {
      let account = try await admit(admission(), name)
      _ = try await signIns.begin(.clerk(name: name, role: .clerk), as: AdmittedClerk(account))
      try await centre.opened().change(clerk: name, .lock(true), by: entry(.keepClerks), outcome: "locked")
    }
    try Connection(path: folder.file("archive.db")).execute(
      "UPDATE clerk SET role = 'king' WHERE name = 'li'")
    let watch = SignInWatch(archive: centre, signIns: signIns, away: away(), window: "window-1")
    await #expect(throws: KioskFailure(.archiveDamaged)) { try await watch.look() }
    #expect(await signIns.accountNames() == ["li"])
    #expect(try await queue.clerkNames() == ["li"])
  }

  @Test("a clerk's own new password ends nothing, whether the centre has it already or not")
  func ownPassword() async throws {
    try await add("li")
    let account = try await admit(admission())
    let signIns = SignIns(clock: clock)
    let token = try await signIns.begin(.clerk(name: "li", role: .clerk), as: AdmittedClerk(account))
    let watch = SignInWatch(archive: centre, signIns: signIns, away: away(), window: "window-1")
    let hash = try await admission().hash(Personal("another password"))
    await signIns.expect(hash: hash, of: token)
    try await watch.look()
    #expect(await signIns.accountNames() == ["li"])
    try await centre.opened().change(
      clerk: "li", .password(hash: hash), by: entry(.changePassword), outcome: "passwordChanged")
    try await watch.look()
    #expect(await signIns.accountNames() == ["li"])
    // What was kept has the old one.
    #expect(try await queue.clerkNames() == [])
  }

  @Test("while the centre is away too, nobody's sign-in ends for it")
  func watchAway() async throws {
    try await add("li")
    let account = try await admit(admission())
    let signIns = SignIns(clock: clock)
    _ = try await signIns.begin(.clerk(name: "li", role: .clerk), as: AdmittedClerk(account))
    let watch = SignInWatch(
      archive: archive(isAway: true), signIns: signIns, away: away(), window: "window-1")
    let failure = await #expect(throws: KioskFailure.self) { try await watch.look() }
    #expect(failure?.reason == .archiveCentreAway)
    #expect(await signIns.accountNames() == ["li"])
    #expect(try await queue.clerkNames() == ["li"])
  }
}
