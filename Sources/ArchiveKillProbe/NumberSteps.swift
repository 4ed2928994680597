import CounterRules
import IdentityDocuments
import KioskProtocol
import LinuxPlatform
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive

/// Binds a number for each person and changes it, going on from whatever an earlier run left; standard output is the
/// gateway, which has a message when its line is written.
struct NumberSteps {
  private static let at = "2026-11-20T09:15:02+08:00"
  private static let start = 1_800_000_000_000
  /// More than the seconds that must lie between two codes.
  private static let pause = 61_000

  let store: ArchiveStore

  /// Takes everybody as far as it goes.
  func run(_ people: Range<Int>) async throws(KioskFailure) {
    try await store.recover(.restarted, at: Self.at)
    for index in people {
      _ = try await store.file(filing(index, renewed: false))
      say("stands-\(index) \(try await standing(of: index))")
    }
    for index in people {
      try await step(.bind, of: index)
      try await step(.change, of: index)
      for purpose in [CodePurpose.bind, .change] {
        do throws(KioskFailure) {
          _ = try await confirm(purpose, of: index)
          say("replayed-\(index) \(purpose.rawValue) right")
        } catch {
          say("replayed-\(index) \(purpose.rawValue) \(error.reason.rawValue)")
        }
      }
    }
  }

  private func step(_ purpose: CodePurpose, of index: Int) async throws(KioskFailure) {
    // What an earlier run left in the outbox goes out, whatever this run still has to do.
    try await deliver()
    let file = try await store.number(visit(index, .seeNumber))
    let done: Set<MobileNumber?> =
      purpose == .bind ? [number(index, .bind), number(index, .change)] : [number(index, .change)]
    guard !done.contains(file.bound?.number) else { return }
    if file.waiting?.purpose != purpose || file.waiting?.state != .open {
      guard let number = number(index, purpose), let code = code(purpose) else { return }
      let id = RandomToken.make()
      _ = try await store.issue(
        CodeOrder(
          visit: visit(index, .sendCode), number: number, purpose: purpose, code: code,
          policy: .standard(purpose), limits: IssueLimits(), message: id))
      say("issued-\(index) \(purpose.rawValue) \(id)")
      try await deliver()
    }
    _ = try await confirm(purpose, of: index)
    say("confirmed-\(index) \(purpose.rawValue)")
    try await deliver()
  }

  private func confirm(_ purpose: CodePurpose, of index: Int) async throws(KioskFailure) -> NumberOnFile {
    guard let code = code(purpose) else { throw KioskFailure(.codeMalformed) }
    return try await store.confirm(
      CodeAnswer(
        visit: visit(index, .confirmCode), purpose: purpose, number: nil, code: code, isFaceConfirmed: true,
        notice: RandomToken.make()))
  }

  /// Hands over every message that waits.
  private func deliver() async throws(KioskFailure) {
    while let message = try await store.nextMessage(try await clock()).message {
      say("sent \(message.id)")
      try await store.settle(message.id, .accepted, at: Self.at)
      say("settled \(message.id)")
    }
  }

  private func standing(of index: Int) async throws(KioskFailure) -> String {
    let bound = try await store.number(visit(index, .seeNumber)).bound?.number
    return switch bound {
    case nil: "none"
    case number(index, .bind): "first"
    case number(index, .change): "second"
    default: "another"
    }
  }

  private func visit(_ index: Int, _ act: Act) async throws(KioskFailure) -> NumberVisit {
    guard let today = CalendarDate(year: 2026, month: 11, day: 20) else {
      throw KioskFailure(.serviceInternal)
    }
    return NumberVisit(
      entry: AuditEntry(
        at: Self.at, window: "window-1", party: .clerk(name: "probe", role: .clerk), act: act,
        session: "session-\(index)"),
      proof: .card(filing(index, renewed: false).values), today: today, clock: try await clock())
  }

  /// Goes on with every message, over all runs, so that no run waits for the next code.
  private func clock() async throws(KioskFailure) -> ClockReading {
    let passed = try await store.messages(limit: 500).count * Self.pause
    return ClockReading(wall: Self.start + passed, uptime: passed, boot: "probe")
  }

  private func number(_ index: Int, _ purpose: CodePurpose) -> MobileNumber? {
    let serial = String(String(10_000_000 + index).dropFirst())
    return MobileNumber(Personal("135\(serial)\(purpose == .bind ? 1 : 2)"))
  }

  private func code(_ purpose: CodePurpose) -> OneTimeCode? {
    OneTimeCode(typed: Personal(purpose == .bind ? "86420975" : "97531864"))
  }
}
