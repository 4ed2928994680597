import Glibc
import LinuxPlatform
import Synchronization
import TestSupport
import Testing

@testable import RPCTransport

@Suite("Lines over a socket", .timeLimit(.minutes(1)))
struct LineChannelTests {
  private struct Seen: Sendable {
    var lines: [[UInt8]] = []
    var tooLong = 0
    var isClosed = false

    mutating func note(_ event: LineChannel.Event) {
      switch event {
      case .line(let line): lines.append(line)
      case .tooLong: tooLong += 1
      case .closed: isClosed = true
      }
    }
  }

  private func channel(_ socket: CInt) -> (LineChannel, Awaited<Seen>) {
    let seen = Awaited(Seen())
    return (LineChannel(OwnedDescriptor(taking: socket)) { event in seen.change { $0.note(event) } }, seen)
  }

  @Test("arrive whole and in order, however the bytes are cut, also the longest and those after one too long")
  func cuts() async throws {
    let longest = [UInt8](repeating: 0x61, count: LineChannel.maximumLine)
    let lines: [[UInt8]] = [[0x31], [], longest, longest + [0x62], [0x32], []]
    let (mine, theirs) = try UnixSocket.pair()
    let (sender, _) = channel(mine)
    let (receiver, seen) = channel(theirs)
    sender.start()
    receiver.start()
    for line in lines { sender.send(line) }
    let got = await seen.when { $0.lines.count == 5 }
    #expect(got.lines == [[0x31], [], longest, [0x32], []])
    #expect(got.tooLong == 1)
    sender.close()
    _ = await seen.when { $0.isClosed }
  }

  @Test("a channel that was never started gives its socket back, whether it is closed or forgotten")
  func neverStarted() async throws {
    for closes in [true, false] {
      let (mine, theirs) = try UnixSocket.pair()
      let (observer, seen) = channel(theirs)
      observer.start()
      do {
        let (unused, _) = channel(mine)
        if closes { unused.close() }
      }
      _ = await seen.when { $0.isClosed }
    }
  }

  @Test("a channel that was closed does not start again")
  func startedAfterClose() async throws {
    let (mine, theirs) = try UnixSocket.pair()
    let (observer, seen) = channel(theirs)
    observer.start()
    let (late, events) = channel(mine)
    late.close()
    late.start()
    _ = await events.when { $0.isClosed }
    _ = await seen.when { $0.isClosed }
  }

  @Test("a peer that never stops sending cannot keep the channel from closing")
  func flood() async throws {
    let (mine, raw) = try UnixSocket.pair()
    let first = Latch()
    let closed = Latch()
    let channel = LineChannel(OwnedDescriptor(taking: mine)) { event in
      if case .closed = event { closed.open() } else { first.open() }
    }
    channel.start()
    startThread {
      let bytes = [UInt8](repeating: 0x0A, count: 65_536)
      while send(raw, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 {}
      close(raw)
    }
    await first.wait()
    channel.close()
    await closed.wait()
  }
}
