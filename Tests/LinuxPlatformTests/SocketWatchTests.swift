import Dispatch
import Glibc
import LinuxPlatform
import Synchronization
import TestSupport
import Testing

@Suite("Watched sockets", .timeLimit(.minutes(FullRun.isAsked ? 10 : 3)))
struct SocketWatchTests {
  /// Both ends of a connection; programs that other tests start must not hold them open.
  private static func pair() throws -> (CInt, CInt) {
    var ends: [CInt] = [0, 0]
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    try #require(socketpair(AF_UNIX, CInt(kind), 0, &ends) == 0)
    return (ends[0], ends[1])
  }

  /// Which socket a descriptor is, for its number alone may be that of another by now; `nil` where it is none.
  private static func identity(_ socket: CInt) -> ino_t? {
    var facts = stat()
    return fstat(socket, &facts) == 0 ? facts.st_ino : nil
  }

  /// Reads what is there; whether the other end has gone.
  private static func drain(_ socket: CInt) -> Bool {
    var byte: UInt8 = 0
    while true {
      switch recv(socket, &byte, 1, 0) {
      case 1: continue
      case 0: return true
      default: return false
      }
    }
  }

  @Test("are told of bytes and of the end, and closed after the last callback")
  func told() async throws {
    let (ours, theirs) = try Self.pair()
    let before = Self.identity(ours)
    let queue = DispatchQueue(label: "watched")
    let (heard, ended) = (Awaited(0), Latch())
    let watch = SocketWatch(ours, queue: queue) {
      heard.change { $0 += 1 }
      if Self.drain(ours) { ended.open() }
    }
    watch.start()
    #expect(send(theirs, "a", 1, 0) == 1)
    _ = await heard.when { $0 > 0 }
    close(theirs)
    await ended.wait()
    watch.cancel()
    watch.cancel()
    let after = await withCheckedContinuation { done in
      queue.async { done.resume(returning: Self.identity(ours)) }
    }
    #expect(before != nil)
    #expect(after != before)
  }

  @Test("are told that they can be written only while somebody wants to know")
  func writing() async throws {
    let (ours, theirs) = try Self.pair()
    defer { close(theirs) }
    let (read, written) = (Awaited(0), Awaited(0))
    let watch = Mutex<SocketWatch?>(nil)
    let queue = DispatchQueue(label: "watched")
    let watching = SocketWatch(
      ours, queue: queue,
      readable: {
        _ = Self.drain(ours)
        read.change { $0 += 1 }
      },
      writable: {
        written.change { $0 += 1 }
        watch.withLock { $0 }?.suspendWriting()
      })
    watch.withLock { $0 = watching }
    watching.start()
    watching.resumeWriting()
    _ = await written.when { $0 == 1 }
    #expect(send(theirs, "a", 1, 0) == 1)
    _ = await read.when { $0 == 1 }
    #expect(written.value == 1)
    watching.resumeWriting()
    _ = await written.when { $0 == 2 }
    watch.withLock { $0 = nil }
    watching.cancel()
  }

  @Test("that are never started are closed all the same")
  func neverStarted() async throws {
    let (ours, theirs) = try Self.pair()
    SocketWatch(ours, queue: DispatchQueue(label: "watched"), readable: {}).cancel()
    let gone = Latch()
    let watch = SocketWatch(theirs, queue: DispatchQueue(label: "other")) {
      if Self.drain(theirs) { gone.open() }
    }
    watch.start()
    await gone.wait()
    watch.cancel()
  }

  /// Where libdispatch's sources end the process: peers that hang up while others come and go under the same numbers.
  @Test("come and go by the thousand, from many threads, and each hears its bytes and its end once")
  func churn() async throws {
    let rounds = FullRun.isAsked ? 20_000 : 1_000
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<rounds {
            guard let (ours, theirs) = try? Self.pair() else {
              Issue.record("no sockets")
              return
            }
            let ended = Latch()
            let watch = Mutex<SocketWatch?>(nil)
            let watching = SocketWatch(
              ours, queue: DispatchQueue(label: "watched"),
              readable: {
                guard Self.drain(ours) else { return }
                watch.withLock { $0 }?.cancel()
                ended.open()
              }, writable: { watch.withLock { $0 }?.suspendWriting() })
            watch.withLock { $0 = watching }
            watching.start()
            watching.resumeWriting()
            _ = send(theirs, "ab", 2, 0)
            close(theirs)
            await ended.wait()
            watch.withLock { $0 = nil }
          }
        }
      }
    }
    await SocketWatch.comeRound()
  }
}
