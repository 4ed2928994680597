import IdentityDocuments
import KioskProtocol
import TestSupport
import Testing

@testable import CounterService

@Suite("Readings that may be filed")
struct LiveReadingTests {
  private let owner = SessionOwner(uid: 1_000, clerk: nil)
  private let live = LiveReadings()

  private func reading(_ session: String, reader: String = "reader-1") -> CardAcquire.Output {
    let message = WireReading(
      session: session, readAt: "2026-11-20T09:15:02+08:00",
      reader: WireReading.Reader(id: reader, name: "reader", link: "usb", samId: nil),
      document: WireDocument(IdentityDocument(kind: .unknown)),
      portrait: WirePortrait(state: .absent, reason: .portraitBlockAbsent), findings: [],
      timing: WireReading.Timing(find: nil, select: nil, read: nil, portrait: nil, total: .zero))
    return CardAcquire.Output(reading: message, textBlock: OnTheWire(""), photoBlock: OnTheWire(""))
  }

  private func refusal(_ session: String, for owner: SessionOwner) async -> FailureReason? {
    do throws(KioskFailure) {
      _ = try await live.reading(of: session, for: owner)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("are given to their owner only")
  func owners() async {
    await live.keep(reading("a"), for: owner)
    #expect(await refusal("a", for: owner) == nil)
    #expect(await refusal("a", for: SessionOwner(uid: 1_001, clerk: nil)) == .sessionNotYours)
    #expect(await refusal("b", for: owner) == .sessionNothingRead)
  }

  @Test("are gone with their session, also when the word of its end came before them")
  func ended() async {
    await live.keep(reading("a"), for: owner)
    await live.end("a")
    await live.end("b")
    await live.keep(reading("b"), for: owner)
    #expect(await live.count == 0)
    #expect(await refusal("b", for: owner) == .sessionNothingRead)
  }

  @Test("are one a reader: the next card's takes the place of the last one's")
  func onePerReader() async {
    await live.keep(reading("a"), for: owner)
    await live.keep(reading("b", reader: "reader-2"), for: owner)
    await live.keep(reading("c"), for: owner)
    #expect(await live.count == 2)
    #expect(await refusal("a", for: owner) == .sessionNothingRead)
  }

  @Test("whose session the reader daemon no longer knows are gone when it is found again")
  func foundAgain() async {
    await live.keep(reading("a"), for: owner)
    await live.keep(reading("b", reader: "reader-2"), for: owner)
    await live.endAll(but: ["b", "c"])
    #expect(await live.count == 1)
    await live.endAll()
    #expect(await live.count == 0)
  }
}
