import CounterRules
import IdentityDocuments
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import Synchronization
import TestSupport

/// An archive, a clock that tests set, and people who come about their numbers.
final class NumberBench: Sendable {
  let folder: ScratchFolder
  let store: ArchiveStore
  private let clock = Mutex(ClockReading(wall: 1_000_000_000, uptime: 5_000, boot: "first"))

  /// What the machine's clocks say.
  var now: ClockReading { clock.withLock { $0 } }

  init(_ folder: ScratchFolder? = nil) async throws {
    self.folder = try folder ?? ScratchFolder()
    store = try await Engine.open(self.folder)
  }

  /// Lets time pass.
  func pass(seconds: Int) {
    clock.withLock { clock in
      clock.wall += seconds * 1_000
      clock.uptime += seconds * 1_000
    }
  }

  /// Sets the clocks.
  func set(_ reading: ClockReading) { clock.withLock { $0 = reading } }

  /// A person on file; `index` tells them apart.
  func person(_ index: Int = 0) async throws -> Sample {
    let serial = String(String(1_000 + index).dropFirst())
    let sample = Sample("person-\(index)") { $0.number = "11000019900307\(serial)1" }
    _ = try await file(sample)
    return sample
  }

  /// Files somebody; the person's id.
  func file(_ sample: Sample) async throws -> String {
    var request = sample.filing
    if sample.kind.isTyped {
      request.origin.reader = .typed
      request.party = .clerk(name: "wang", role: .checker)
    }
    guard let person = try await store.file(request).person else { throw TestFailure("not filed") }
    return person
  }

  func visit(
    _ sample: Sample, _ act: Act = .sendCode, clerk: String = "zhang", window: String = "window-1",
    today: CalendarDate? = nil
  ) throws -> NumberVisit {
    NumberVisit(
      entry: AuditEntry(
        at: "2026-11-21T09:15:02+08:00", window: window, party: .clerk(name: clerk, role: .clerk), act: act,
        session: "session"),
      proof: .card(sample.filing.values), today: try today ?? Self.day("20261121"),
      clock: now)
  }

  func order(
    _ sample: Sample, _ number: String, _ purpose: CodePurpose = .bind, code: String = "123456",
    life: Int = 86_400, clerk: String = "zhang", window: String = "window-1"
  ) throws -> CodeOrder {
    guard let number = MobileNumber(Personal(number)), let code = OneTimeCode(typed: Personal(code)) else {
      throw TestFailure("no number or no code")
    }
    return CodeOrder(
      visit: try visit(sample, clerk: clerk, window: window), number: number, purpose: purpose, code: code,
      policy: CodePolicy(life: life), limits: IssueLimits(), message: Self.token())
  }

  @discardableResult
  func issue(
    _ sample: Sample, _ number: String, _ purpose: CodePurpose = .bind, code: String = "123456",
    life: Int = 86_400
  ) async throws -> NumberOnFile {
    try await store.issue(try order(sample, number, purpose, code: code, life: life))
  }

  func answer(
    _ sample: Sample, _ purpose: CodePurpose = .bind, code: String = "123456", number: String? = nil,
    window: String = "window-1"
  ) throws -> CodeAnswer {
    guard let code = OneTimeCode(typed: Personal(code)) else { throw TestFailure("no code") }
    return CodeAnswer(
      visit: try visit(sample, .confirmCode, window: window), purpose: purpose,
      number: number.flatMap { MobileNumber(Personal($0)) },
      code: code, isFaceConfirmed: true, notice: Self.token())
  }

  @discardableResult
  func confirm(
    _ sample: Sample, _ purpose: CodePurpose = .bind, code: String = "123456", number: String? = nil
  ) async throws -> NumberOnFile {
    try await store.confirm(try answer(sample, purpose, code: code, number: number))
  }

  /// Why a call was refused.
  func refusal(_ call: () async throws -> Void) async -> KioskFailure? {
    do {
      try await call()
      return nil
    } catch {
      return error as? KioskFailure
    }
  }

  /// What is sent next; its text and number.
  func next() async throws -> OutgoingMessage? { try await store.nextMessage(now).message }

  static func day(_ compact: String) throws -> CalendarDate {
    guard let day = CalendarDate(compact: compact) else { throw TestFailure("no day") }
    return day
  }

  static func token() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next(), radix: 16) + String(generator.next(), radix: 16)
  }
}
