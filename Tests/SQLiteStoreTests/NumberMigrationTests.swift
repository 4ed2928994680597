import CounterRules
import IdentityDocuments
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

/// The frozen archives hold what `ArchiveKillProbe FOLDER 1 2 numbers` made, ended when the second change was issued.
@Suite("Mobile numbers in archives of earlier versions")
struct NumberMigrationTests {
  /// The first schema that has them.
  private static let first = 3

  /// Clocks some seconds after the probe ended, in a later start of the machine.
  private func clock(after seconds: Int) -> ClockReading {
    ClockReading(wall: 1_800_000_244_000 + seconds * 1_000, uptime: 5_000 + seconds * 1_000, boot: "later")
  }

  private func visit(
    _ index: Int, after seconds: Int, in store: ArchiveStore
  ) async throws -> NumberVisit {
    let person = try await store.person(
      kind: .residentIdentityCard, number: Personal("11000019500307\(String(1_000 + index).dropFirst())1"))
    // The card lies there again as it was filed.
    let card = person.current
    let reading = FilingRequest(
      origin: card.origin, document: card.document, photoBlock: card.photoBlock, textBlock: card.textBlock)
    return NumberVisit(
      entry: AuditEntry(
        at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .clerk(name: "zhang", role: .clerk),
        act: .seeNumber, session: "session"),
      proof: .card(reading.values), today: try NumberBench.day("20261121"), clock: clock(after: seconds))
  }

  private func refusal(_ store: ArchiveStore, _ answer: CodeAnswer) async -> FailureReason? {
    do throws(KioskFailure) {
      _ = try await store.confirm(answer)
      return nil
    } catch {
      return error.reason
    }
  }

  private func answer(_ visit: NumberVisit, _ purpose: CodePurpose, _ code: String) throws -> CodeAnswer {
    CodeAnswer(
      visit: visit, purpose: purpose, number: nil,
      code: try #require(OneTimeCode(typed: Personal(code))), isFaceConfirmed: true,
      notice: NumberBench.token())
  }

  @Test(
    "numbers, codes that wait, messages and the counted time are there in the present version",
    arguments: first...ArchiveSchema.migrations.count)
  func everyVersion(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let changed = try await visit(1, after: 100, in: store)
    let file = try await store.number(changed)
    #expect(file.bound?.number.digits.disclosed() == "13500000012")
    #expect(file.bound?.isFaceConfirmed == true && file.waiting == nil)
    #expect(await refusal(store, try answer(changed, .change, "97531864")) == .codeUsed)
    let waits = try await visit(2, after: 100, in: store)
    let waiting = try #require(try await store.number(waits).waiting)
    #expect(waiting.number.digits.disclosed() == "13500000022" && waiting.purpose == .change)
    #expect(waiting.secondsLeft == 86_400 - 100 && waiting.triesLeft == 5)
    #expect(waiting.delivery == Delivery())
    let kinds = try await store.messages(limit: 9)
    #expect(kinds.map(\.kind) == [.code, .code, .notice, .code, .code])
    #expect(kinds.map(\.delivery.state) == [.queued, .sent, .sent, .sent, .sent])
    let message = try #require(try await store.nextMessage(clock(after: 100)).message)
    #expect(message.text.disclosed().contains("97531864"))
    #expect(await refusal(store, try answer(waits, .change, "12345678")) == .codeWrong)
    let bound = try await store.confirm(try answer(waits, .change, "97531864"))
    #expect(bound.bound?.number.digits.disclosed() == "13500000022")
    await store.close()
  }

  @Test(
    "time goes on from what was counted: a day later the code is over",
    arguments: first...ArchiveSchema.migrations.count)
  func countedTime(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let late = try await visit(2, after: 86_400, in: store)
    #expect(try await store.number(late).waiting?.state == .expired)
    #expect(await refusal(store, try answer(late, .change, "97531864")) == .codeExpired)
    await store.close()
  }
}
