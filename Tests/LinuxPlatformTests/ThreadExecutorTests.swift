import Glibc
import LinuxPlatform
import Synchronization
import TestSupport
import Testing

@Suite("An actor with a thread of its own", .timeLimit(.minutes(1)))
struct ThreadExecutorTests {
  private actor Blocking {
    private let executor = ThreadExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }
    private var steps: [String] = []

    func block(_ begun: Latch, until wake: WakeUp) {
      begun.open()
      wake.wait()
      steps.append("blocked")
    }
    func stop() {
      executor.stop()
      steps.append("stopped")
    }
    func last() -> [String] {
      steps.append("last")
      return steps
    }
    func thread() -> UInt { pthread_self() }
  }

  @Test("what comes after its stop waits its turn, and never runs on the caller's thread")
  func afterStop() async {
    let actor = Blocking()
    let (begun, wake) = (Latch(), WakeUp())
    let blocked = startTask { await actor.block(begun, until: wake) }
    await begun.wait()
    let stopped = startTask { await actor.stop() }
    wake.signal()
    await blocked.value
    await stopped.value
    #expect(await actor.last() == ["blocked", "stopped", "last"])
    let caller = Awaited<UInt>(0)
    let called = Awaited<UInt>(0)
    await startTask {
      caller.change { $0 = pthread_self() }
      let thread = await actor.thread()
      called.change { $0 = thread }
    }.value
    #expect(called.value != 0 && called.value != caller.value)
  }
}
