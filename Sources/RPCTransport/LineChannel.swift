internal import Dispatch
package import LinuxPlatform
internal import Synchronization

/// Lines of bytes over a connected socket, both ways, without blocking.
///
/// All callbacks come one at a time on the channel's own queue. What the peer has not taken yet is bounded.
package final class LineChannel: Sendable {
  /// What the owner hears.
  package enum Event: Sendable {
    case line([UInt8])
    /// A line longer than `maximumLine`; its bytes are thrown away up to its end.
    case tooLong
    /// The peer has gone, or the channel was closed; nothing follows.
    case closed
  }

  /// The longest line in either direction, in bytes, without its end.
  package static let maximumLine = 1 << 20
  /// How much may wait for a peer that does not read.
  package static let maximumWaiting = 4 << 20

  private struct State {
    var incoming: [UInt8] = []
    var scanned = 0
    var isSkipping = false
    var outgoing: [ArraySlice<UInt8>] = []
    var waiting = 0
    var isWatched = false
    var isWriteResumed = false
    var closesWhenSent = false
    var isClosed = false
    /// Takes the descriptor of a peer that another process will serve.
    var keep: (@Sendable (CInt) -> Void)?
  }

  private let state = Mutex(State())
  private let watch = Mutex<SocketWatch?>(nil)
  private let queue = DispatchQueue(label: "channel")
  private let descriptor: CInt
  private let handler: @Sendable (Event) -> Void

  /// Takes over a connected socket; `start` begins to read.
  package init(_ socket: consuming OwnedDescriptor, handler: @escaping @Sendable (Event) -> Void) {
    try? socket.setNonBlocking()
    descriptor = socket.release()
    self.handler = handler
  }

  /// Begins to read.
  ///
  /// The channel keeps itself alive until it is closed.
  package func start() {
    queue.async {
      let begins = self.state.withLock { state in
        guard !state.isClosed, !state.isWatched else { return false }
        state.isWatched = true
        return true
      }
      guard begins else { return }
      let watching = SocketWatch(
        self.descriptor, queue: self.queue, readable: { self.receive() }, writable: { self.flush() })
      self.watch.withLock { $0 = watching }
      watching.start()
    }
  }

  deinit {
    // A channel that was started lives until it is closed.
    if state.withLock({ !$0.isWatched && !$0.isClosed }) { _ = OwnedDescriptor(taking: descriptor) }
  }

  /// Queues one line.
  ///
  /// `false`: the peer reads too slowly, and `lastLine` takes the place of all that waited.
  @discardableResult
  package func send(_ line: [UInt8], insteadWhenFull lastLine: [UInt8]? = nil) -> Bool {
    let fits = state.withLock { state in
      guard !state.isClosed, !state.closesWhenSent else { return true }
      guard state.waiting + line.count < Self.maximumWaiting || lastLine == nil else {
        // A line that was begun is finished: the peer must be able to read the one that tells why it was dropped.
        let begun = state.outgoing.first.map { $0.startIndex > 0 ? [$0] : [] } ?? []
        state.outgoing = begun + [((lastLine ?? []) + [0x0A])[...]]
        state.closesWhenSent = true
        return false
      }
      state.outgoing.append((line + [0x0A])[...])
      state.waiting += line.count + 1
      return true
    }
    queue.async { self.flush() }
    if !fits { queue.asyncAfter(deadline: .now() + .seconds(5)) { self.close() } }
    return fits
  }

  /// Closes once everything queued was sent, or after two seconds.
  package func finish() {
    state.withLock { $0.closesWhenSent = true }
    queue.async { self.flush() }
    queue.asyncAfter(deadline: .now() + .seconds(2)) { self.close() }
  }

  /// The same, for a peer that another process will go on with: from now on nothing is read, and `keep` may copy the
  /// descriptor before it is closed, if everything was sent and the peer is not in the middle of a line.
  package func finish(keeping keep: @escaping @Sendable (CInt) -> Void) {
    // On the queue: what was read already is answered before, and all else is left for the other process to read.
    queue.async {
      self.state.withLock { $0.keep = keep }
      self.finish()
    }
  }

  /// Closes now.
  package func close() { queue.async { self.closeNow() } }

  /// One portion each time: a peer that never stops sending must not keep answers and the closing off the queue.
  private func receive() {
    guard state.withLock({ $0.keep == nil }) else { return }
    switch SocketIO.receive(descriptor) {
    case .bytes(let bytes): take(bytes)
    case .nothingYet: return
    case .end: closeNow()
    }
  }

  private func take(_ bytes: [UInt8]) {
    let events = state.withLock { state in
      var events: [Event] = []
      // Nothing is answered any more; what still comes is only taken off the peer's hands.
      guard !state.closesWhenSent else { return events }
      var start = 0
      state.incoming += bytes
      while let end = state.incoming[state.scanned...].firstIndex(of: 0x0A) {
        if state.isSkipping {
          state.isSkipping = false
        } else if end - start > Self.maximumLine {
          events.append(.tooLong)
        } else {
          events.append(.line(Array(state.incoming[start..<end])))
        }
        start = end + 1
        state.scanned = start
      }
      state.incoming.removeFirst(start)
      if state.isSkipping || state.incoming.count > Self.maximumLine {
        if !state.isSkipping { events.append(.tooLong) }
        state.isSkipping = true
        state.incoming = []
      }
      state.scanned = state.incoming.count
      return events
    }
    events.forEach(handler)
  }

  private func flush() {
    let (isDone, mustWait) = state.withLock { state -> (Bool, Bool) in
      guard !state.isClosed else { return (false, false) }
      while let first = state.outgoing.first {
        guard let count = SocketIO.send(first, to: descriptor) else {
          state.keep = nil
          return (true, false)
        }
        state.waiting -= min(count, state.waiting)
        if count < first.count {
          state.outgoing[0] = first.dropFirst(count)
          let mustWait = !state.isWriteResumed
          state.isWriteResumed = true
          return (false, mustWait)
        }
        state.outgoing.removeFirst()
      }
      return (state.closesWhenSent, false)
    }
    if isDone { return closeNow() }
    if mustWait {
      watch.withLock { $0 }?.resumeWriting()
    } else {
      suspendWritingIfIdle()
    }
  }

  private func suspendWritingIfIdle() {
    let isIdle = state.withLock { state in
      guard state.isWriteResumed, state.outgoing.isEmpty, !state.isClosed else { return false }
      state.isWriteResumed = false
      return true
    }
    if isIdle { watch.withLock { $0 }?.suspendWriting() }
  }

  private func closeNow() {
    let before = state.withLock { state in
      let isBetweenLines = state.outgoing.isEmpty && state.incoming.isEmpty && !state.isSkipping
      let before = (
        isOpen: !state.isClosed, isWatched: state.isWatched, keep: isBetweenLines ? state.keep : nil
      )
      state.keep = nil
      state.isClosed = true
      state.outgoing = []
      state.incoming = []
      return before
    }
    guard before.isOpen else { return }
    before.keep?(descriptor)
    let watching = watch.withLock { watch in
      defer { watch = nil }
      return watch
    }
    watching?.cancel()
    if !before.isWatched { _ = OwnedDescriptor(taking: descriptor) }
    handler(.closed)
  }
}
