import LinuxPlatform
import Synchronization
import TestSupport
import Testing

@Suite("Waiting", .timeLimit(.minutes(1)))
struct WaitingTests {
  /// Tells when it goes.
  private final class Token: Sendable {
    let gone: Latch
    init(_ gone: Latch) { self.gone = gone }
    deinit { gone.open() }
  }

  @Test("work that is taken back is not done, and nothing of it is kept until its time")
  func takenBack() async {
    let gone = Latch()
    let work: DelayedWork = {
      let token = Token(gone)
      return WorkQueue.shared.after(.seconds(3_600)) { withExtendedLifetime(token) {} }
    }()
    work.cancel()
    await gone.wait()
  }

  @Test("work that nobody keeps is done, and then forgotten")
  func done() async {
    let (done, gone) = (Latch(), Latch())
    do {
      let token = Token(gone)
      WorkQueue.shared.after(.milliseconds(1)) { withExtendedLifetime(token) { done.open() } }
    }
    await done.wait()
    await gone.wait()
  }

  @Test("a deadline gives what came in time, and nothing when nothing came")
  func deadline() async {
    #expect(await Deadline.first(within: .seconds(3_600)) { 7 } == 7)
    let never = Latch()
    #expect(await Deadline.first(within: .milliseconds(5)) { await never.wait() } == nil)
    never.open()
  }

  @Test("a cancelled task does not wait for the deadline")
  func cancelled() async {
    let never = Latch()
    let waiting = startTask {
      let answer: Void? = await Deadline.first(within: .seconds(3_600)) { await never.wait() }
      #expect(answer == nil)
    }
    waiting.cancel()
    await waiting.value
    never.open()
  }

  @Test("a bell rung between looking and waiting is heard")
  func bell() async {
    let bell = Doorbell()
    let seen = bell.rings
    bell.ring()
    await bell.wait(after: seen, timeout: .seconds(3_600))
    #expect(bell.rings == seen + 1)
  }

  @Test("a cancelled task does not wait for the bell")
  func cancelledBell() async {
    let bell = Doorbell()
    let waiting = startTask { await bell.wait(after: bell.rings, timeout: .seconds(3_600)) }
    waiting.cancel()
    await waiting.value
  }
}
