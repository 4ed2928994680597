internal import Glibc

/// Blocking calls on a connected socket that end at a deadline, with ETIMEDOUT.
package enum TimedSocket {
  /// A connection to the server at `path`.
  package static func connect(
    to path: String, until deadline: ContinuousClock.Instant
  ) throws(SystemError) -> OwnedDescriptor {
    try UnixSocket.connect(to: path, limit: ContinuousClock.now.duration(to: deadline))
  }

  /// Sends all of `bytes`; a peer that went away is EPIPE, never a signal.
  package static func send(
    _ bytes: [UInt8], over descriptor: CInt, until deadline: ContinuousClock.Instant
  ) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT, on: descriptor, until: deadline)
      let flags = CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, flags)
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw .last("send") }
      rest = rest.dropFirst(count)
    }
  }

  /// Receives exactly `count` bytes; a peer that ends before is ECONNRESET.
  package static func receive(
    _ count: Int, over descriptor: CInt, until deadline: ContinuousClock.Instant
  ) throws(SystemError) -> [UInt8] {
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while received.count < count {
      try wait(for: POLLIN, on: descriptor, until: deadline)
      let wanted = min(chunk.count, count - received.count)
      let got = unsafe recv(descriptor, &chunk, wanted, CInt(MSG_DONTWAIT))
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got >= 0 else { throw .last("recv") }
      guard got > 0 else { throw SystemError("recv", ECONNRESET) }
      received += chunk.prefix(got)
    }
    return received
  }

  /// Receives everything up to the peer's end, `limit` bytes at most; more is EMSGSIZE.
  package static func receiveAll(
    limit: Int, over descriptor: CInt, until deadline: ContinuousClock.Instant
  ) throws(SystemError) -> [UInt8] {
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      try wait(for: POLLIN, on: descriptor, until: deadline)
      let got = unsafe recv(descriptor, &chunk, chunk.count, CInt(MSG_DONTWAIT))
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got >= 0 else { throw .last("recv") }
      guard got > 0 else { return received }
      received += chunk.prefix(got)
      guard received.count <= limit else { throw SystemError("recv", EMSGSIZE) }
    }
  }

  private static func wait(
    for events: CInt, on descriptor: CInt, until deadline: ContinuousClock.Instant
  ) throws(SystemError) {
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw SystemError("poll", ETIMEDOUT) }
      var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
      let milliseconds = CInt(min(left, .seconds(3_600)) / .milliseconds(1)) + 1
      let ready = unsafe poll(&entry, 1, milliseconds)
      if ready > 0 { return }
      guard ready == 0 || errno == EINTR else { throw .last("poll") }
    }
  }
}

extension SystemError {
  /// Whether a deadline passed.
  package var isTimeout: Bool { code == ETIMEDOUT }
}
