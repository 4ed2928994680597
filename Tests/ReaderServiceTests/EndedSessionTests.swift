import Emulation
import KioskProtocol
import LinuxPlatform
import Portraits
import ReaderDrivers
import ReaderKit
import TestSupport
import Testing

@testable import ReaderService

@Suite("A card session that has ended", .timeLimit(.minutes(1)))
struct EndedSessionTests {
  @Test("leaves no timer behind, whether on done, for another card or because the reader went")
  func timers() async throws {
    let reader = ReaderBench.reader(nil)
    let settings = ReaderContext.Settings(sessionLife: .seconds(600), policy: ReaderPolicy())
    let context = ReaderContext(
      portraits: PortraitClient(helper: "/none", settings: nil), settings: Changeable(settings)
    ) { _ in }
    let family = try #require(allFamilies.family(of: reader.device))
    let supervisor = ReaderSupervisor(reader.device, family: family, context: context)
    let owner = SessionOwner(uid: 1, clerk: nil)
    var timers: [DelayedWork] = []
    for person in 1...3 {
      reader.change {
        $0.lift()
        $0.lay(ReaderBench.card(UInt64(person)))
      }
      let found = try await supervisor.awaitCard(
        owner: owner, deadline: .now + .seconds(20), isOver: CancelFlag()
      ) { _ in }
      guard case .fresh(let session) = found else { throw TestFailure("no new session") }
      // The second person's card has ended no session that was done, the third's the second's.
      #expect(timers.map(\.isOver) == [[], [true], [true, true]][person - 1])
      _ = try await supervisor.read(session: session) { _ in }
      timers.append(try #require(await supervisor.session?.expiry))
      #expect(timers.last?.isOver == false)
      if person == 1 { #expect(try await supervisor.done(nil, owner: owner)) }
    }
    await supervisor.leave()
    #expect(timers.map(\.isOver) == [true, true, true])
  }

  @Test("ends by itself when its time is over, and not before")
  func expiry() async throws {
    let reader = ReaderBench.reader(1)
    let ended = Awaited<[String]>([])
    let settings = ReaderContext.Settings(sessionLife: .milliseconds(1), policy: ReaderPolicy())
    let context = ReaderContext(
      portraits: PortraitClient(helper: "/none", settings: nil), settings: Changeable(settings)
    ) { event in
      if let event = event as? CardChanged, event.state == .ended, let id = event.session {
        ended.change { $0.append(id) }
      }
    }
    let family = try #require(allFamilies.family(of: reader.device))
    let supervisor = ReaderSupervisor(reader.device, family: family, context: context)
    let found = try await supervisor.awaitCard(
      owner: SessionOwner(uid: 1, clerk: nil), deadline: .now + .seconds(20), isOver: CancelFlag()
    ) { _ in }
    guard case .fresh(let session) = found else { throw TestFailure("no new session") }
    #expect(ended.value == [])
    _ = try await supervisor.read(session: session) { _ in }
    #expect(await ended.when { !$0.isEmpty } == [session])
    #expect(await supervisor.session == nil)
    await supervisor.leave()
  }
}
