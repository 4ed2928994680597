import Foundation
import LinuxPlatform
import Synchronization
import TestSupport

/// A wire to a PostgreSQL server that can be cut at the moment when a transaction ends.
final class CutWire: Sendable {
  /// The folder of the socket that leads to the server.
  let folder: ScratchFolder
  private let server: String
  private let listener: OwnedDescriptor
  private let plan = Mutex<Bool?>(nil)
  private let count = Mutex(0)

  /// How often it was cut.
  var cuts: Int { count.withLock { $0 } }

  init(to server: String) throws {
    self.server = server
    folder = try ScratchFolder()
    listener = try UnixSocket.listen(at: folder.file(".s.PGSQL.5432"), mode: 0o600)
    let number = listener.raw
    let wire = Unowned(self)
    startThread {
      while true {
        let client = accept(number, nil, nil)
        guard client >= 0 else { return }
        startThread { wire.value?.carry(client) }
      }
    }
  }

  deinit { shutdown(listener.raw, Int32(SHUT_RDWR)) }

  /// Cuts the next connection that sends COMMIT, before the server hears of it or after it has answered.
  func cut(atCommitReaching reaches: Bool) { plan.withLock { $0 = reaches } }

  private func carry(_ client: Int32) {
    // Also where a program that was started meanwhile has got the descriptor.
    defer {
      shutdown(client, Int32(SHUT_RDWR))
      close(client)
    }
    guard let upstream = try? UnixSocket.connect(to: server) else { return }
    defer { shutdown(upstream.raw, Int32(SHUT_RDWR)) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      var polled = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0),
        pollfd(fd: upstream.raw, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&polled, 2, -1) > 0 else { return }
      for (index, to) in [(0, upstream.raw), (1, client)] where polled[index].revents != 0 {
        let got = recv(polled[index].fd, &buffer, buffer.count, 0)
        guard got > 0 else { return }
        let bytes = Data(buffer.prefix(got))
        if index == 0, bytes.range(of: Data("COMMIT".utf8)) != nil,
          let reaches = plan.withLock({ plan in
            defer { plan = nil }
            return plan
          })
        {
          count.withLock { $0 += 1 }
          if reaches {
            _ = send(to, buffer, got, Int32(MSG_NOSIGNAL))
            // The answer comes, and goes no further.
            _ = recv(to, &buffer, buffer.count, 0)
          }
          return
        }
        guard send(to, buffer, got, Int32(MSG_NOSIGNAL)) == got else { return }
      }
    }
  }
}

/// Lets a thread not keep its owner.
private final class Unowned: Sendable {
  private let held: Mutex<WeakWire>
  private struct WeakWire { weak var wire: CutWire? }

  init(_ wire: CutWire) { held = Mutex(WeakWire(wire: wire)) }

  var value: CutWire? { held.withLock { $0.wire } }
}
