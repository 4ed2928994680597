internal import Glibc
internal import Synchronization

/// Every connection, and until when its client may take for what it is doing.
///
/// The library's own limit begins anew with every byte; this one does not.
final class ConnectionTable: Sendable {
  private struct Entry {
    /// `nil` while the client waits for us.
    var limit: ContinuousClock.Instant?
    var isEnding = false
  }
  private let entries = Mutex<[CInt: Entry]>([:])
  private let limits: PageLimits

  init(_ limits: PageLimits) { self.limits = limits }

  /// A client has connected.
  func opened(_ socket: CInt, at now: ContinuousClock.Instant) {
    entries.withLock { entries in
      if entries.count >= limits.connections { Self.makeRoom(&entries) }
      entries[socket] = Entry(limit: now + limits.patience)
    }
  }

  /// The client has its patience anew: it begins another request, or is sent an answer.
  func renew(_ socket: CInt, at now: ContinuousClock.Instant) {
    entries.withLock { $0[socket]?.limit = now + limits.patience }
  }

  /// The client waits for us, however long.
  func rest(_ socket: CInt) { entries.withLock { $0[socket]?.limit = nil } }

  /// The library is about to close the socket.
  func closed(_ socket: CInt) { entries.withLock { $0[socket] = nil } }

  /// Ends the connections whose time is over; whether there are any at all.
  func sweep(at now: ContinuousClock.Instant) -> Bool {
    entries.withLock { entries in
      for (socket, entry) in entries {
        if let limit = entry.limit, limit < now { Self.end(socket, &entries) }
      }
      return !entries.isEmpty
    }
  }

  private static func makeRoom(_ entries: inout [CInt: Entry]) {
    let oldest = entries.filter { $0.value.limit != nil && !$0.value.isEnding }
      .min { ($0.value.limit ?? .now) < ($1.value.limit ?? .now) }
    if let oldest { end(oldest.key, &entries) }
  }

  /// Under the lock, so that the number still means this socket; the library sees the end and closes it.
  private static func end(_ socket: CInt, _ entries: inout [CInt: Entry]) {
    entries[socket]?.isEnding = true
    _ = shutdown(socket, CInt(SHUT_RDWR))
  }
}
