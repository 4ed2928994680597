import CounterRules
import KioskProtocol
import TestSupport
import Testing

@testable import CounterService

@Suite("Sign-ins")
struct SignInsTests {
  private let time = SimulatedTime()
  private let zhang = ActingParty.clerk(name: "zhang", role: .clerk)
  private let signIns: SignIns

  init() {
    let time = time
    signIns = SignIns(clock: DeskClock(now: { time.now })) { .seconds(600) }
  }

  private func pass(_ seconds: Int) { time.advance(to: time.now + .seconds(seconds)) }

  private func refusal(_ token: String) async -> FailureReason? {
    do throws(KioskFailure) {
      _ = try await signIns.signIn(of: token, isActing: false)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("last as long as there are acts, and end when there were none for a while")
  func idle() async throws {
    let token = try await signIns.begin(zhang, displayName: "张")
    for _ in 0..<3 {
      pass(599)
      let signIn = try await signIns.signIn(of: token, isActing: true)
      #expect(signIn == SignIns.SignIn(party: zhang, displayName: "张", left: .seconds(600)))
    }
    pass(300)
    #expect(try await signIns.signIn(of: token, isActing: false).left == .seconds(300))
    pass(299)
    #expect(await refusal(token) == nil)
    pass(1)
    #expect(await refusal(token) == .clerkSignInExpired)
    #expect(await signIns.end(token) == nil)
  }

  @Test("that began with a batch's code last until the batch ends them")
  func batch() async throws {
    let token = try await signIns.begin(.batchHolder(batch: "7"))
    let other = try await signIns.begin(.batchHolder(batch: "8"))
    pass(86_400)
    #expect(await refusal(token) == nil)
    await signIns.endHolders(ofBatch: "7")
    #expect(await refusal(token) == .clerkSignInExpired)
    #expect(await refusal(other) == nil)
  }

  @Test("are bounded for each party and for all, and the one used longest ago makes room")
  func bounded() async throws {
    let first = try await signIns.begin(zhang)
    pass(1)
    let second = try await signIns.begin(zhang)
    pass(1)
    _ = try await signIns.signIn(of: first, isActing: true)
    for _ in 2...SignIns.mostOfOne {
      pass(1)
      _ = try await signIns.begin(zhang)
    }
    #expect(await signIns.count == SignIns.mostOfOne)
    #expect(await refusal(second) == .clerkSignInExpired)
    for number in 0..<SignIns.most { _ = try await signIns.begin(.batchHolder(batch: "\(number)")) }
    #expect(await signIns.count == SignIns.most)
  }

  @Test("of one party end together, but for the one that is to stay")
  func together() async throws {
    let tokens = [try await signIns.begin(zhang), try await signIns.begin(zhang)]
    let other = try await signIns.begin(.clerk(name: "wang", role: .clerk))
    #expect(Set(tokens + [other]).count == 3)
    await signIns.endAll(but: tokens[0]) { $0.clerkName == "zhang" }
    #expect(await refusal(tokens[0]) == nil)
    #expect(await refusal(tokens[1]) == .clerkSignInExpired)
    #expect(await refusal(other) == nil)
    #expect(await signIns.end(other) == .clerk(name: "wang", role: .clerk))
  }
}
