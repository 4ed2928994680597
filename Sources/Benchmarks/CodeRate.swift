import CounterRules
import DatabaseKit
import IdentityDocuments
import LinuxPlatform
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport

/// One-time codes issued and confirmed, each on the disk before the next, beside bare rows on the same disk.
struct CodeRate {
  struct Result {
    var issued = Samples()
    var confirmed = Samples()
    var issuing = Samples()
    var confirming = Samples()
    var baseline = Samples()
    var ratios = Samples()
    /// What issuing a code stores: all values of its rows together.
    var rowBytes = 0
  }

  private static let checker = ActingParty.clerk(name: "bench", role: .checker)
  private static let at = "2026-11-21T09:15:02+08:00"

  let plan: BenchmarkPlan
  let baseline: FilingBaseline
  let folder: WorkFolder

  func measure() async throws -> Result {
    var result = Result()
    for _ in 0..<plan.rounds {
      try await round(&result)
      result.rowBytes = try storedBytes() / plan.codes
      try folder.remove("codes")
      let bare = try await baseline.run(
        file: folder.file("rows.db"), count: plan.codes, rowBytes: result.rowBytes)
      try folder.remove("rows.db")
      result.baseline.add(bare)
      result.ratios.add(result.issuing.last / bare)
    }
    return result
  }

  private func round(_ result: inout Result) async throws {
    let store = try await SQLiteStore.open(stateFolder: folder.file("codes"))
    var people: [String] = []
    for index in 0..<plan.codes { people.append(try await file(index, in: store)) }
    let start = ContinuousClock.now
    for (index, person) in people.enumerated() {
      let moment = ContinuousClock.now
      _ = try await store.issue(try order(index, person))
      result.issued.add(moment.duration(to: .now))
    }
    let middle = ContinuousClock.now
    for person in people {
      let moment = ContinuousClock.now
      _ = try await store.confirm(try answer(person))
      result.confirmed.add(moment.duration(to: .now))
    }
    let end = ContinuousClock.now
    await store.close()
    result.issuing.add(Double(plan.codes) / (start.duration(to: middle) / .seconds(1)))
    result.confirming.add(Double(plan.codes) / (middle.duration(to: end) / .seconds(1)))
  }

  private func file(_ index: Int, in store: ArchiveStore) async throws -> String {
    var document = IdentityDocument(kind: .taiwanCompatriotPermit)
    document.number = Personal("\(10_000_000 + index)")
    let origin = ReadingOrigin(
      session: "typed-\(index)", readAt: Self.at, window: "window-1", clerk: "bench", reader: .typed)
    let filed = try await store.file(
      FilingRequest(
        origin: origin, document: document, photoBlock: nil, textBlock: Personal([]), party: Self.checker))
    guard let person = filed.person else { throw TestFailure("a new person was not filed") }
    return person
  }

  private func visit(_ person: String, _ act: Act) throws -> NumberVisit {
    guard let today = CalendarDate(WallClock.today()) else { throw TestFailure("no day") }
    return NumberVisit(
      entry: AuditEntry(at: Self.at, window: "window-1", party: Self.checker, act: act),
      proof: .seen(person: person), today: today,
      clock: ClockReading(wall: MachineClock.wall, uptime: MachineClock.uptime, boot: MachineClock.boot))
  }

  private func order(_ index: Int, _ person: String) throws -> CodeOrder {
    guard let number = MobileNumber(Personal("135\(10_000_000 + index)")) else {
      throw TestFailure("no number")
    }
    return CodeOrder(
      visit: try visit(person, .sendCode), number: number, purpose: .bind, code: try Self.code(),
      policy: .standard(.bind), limits: IssueLimits(clerkPerHour: 1_000_000, windowPerHour: 1_000_000),
      message: RandomToken.make())
  }

  private func answer(_ person: String) throws -> CodeAnswer {
    CodeAnswer(
      visit: try visit(person, .confirmCode), purpose: .bind, number: nil, code: try Self.code(),
      isFaceConfirmed: true, notice: RandomToken.make())
  }

  private static func code() throws -> OneTimeCode {
    guard let code = OneTimeCode(typed: Personal("123456")) else { throw TestFailure("no code") }
    return code
  }

  private func storedBytes() throws -> Int {
    let db = try Connection(path: folder.file("codes/archive.db"), creating: false)
    return try db.integer(
      """
      SELECT (SELECT sum(length(id) + length(number) + length(sealed) + length(purpose) + length(code)
          + length(state) + length(issued_at) + length(window) + length(actor) + 24) FROM challenge)
        + (SELECT sum(length(id) + length(kind) + length(sealed) + length(state) + length(window)
          + length(queued_at) + length(changed_at) + 8) FROM message)
        + (SELECT sum(length(at) + length(window) + length(actor) + length(role) + length(act) + length(whom)
          + length(outcome)) FROM audit WHERE act = 'phone.sendCode')
      """)
  }
}
