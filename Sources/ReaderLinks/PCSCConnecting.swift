internal import KioskProtocol
internal import LinuxPlatform
internal import Synchronization

/// Waits for a connection, but only so long.
///
/// Connecting lasts until every other program has ended its transaction, and nothing cancels it. So it takes place
/// on a thread of its own. When it was given up, the next attempt on that reader takes it over; a connection that
/// comes while nobody waits ends at once.
final class PCSCConnecting: Sendable {
  private enum State {
    case awaited
    case abandoned
    case done(Result<PCSCConnection, KioskFailure>)
  }
  /// The attempts under way, one a reader at most.
  private static let attempts = Mutex<[String: PCSCConnecting]>([:])
  private let state = Mutex(State.awaited)
  private let done = WakeUp()

  /// The connection; `reader.busy` when another program keeps the card for `milliseconds`.
  static func connect(to reader: String, milliseconds: Int) throws(KioskFailure) -> PCSCConnection {
    let (attempt, isNew) = attempts.withLock { attempts in
      if let found = attempts[reader] { return (found.takeOver() ? found : nil, false) }
      let new = PCSCConnecting()
      attempts[reader] = new
      return (new, true)
    }
    guard let attempt else { throw KioskFailure(.readerBusy) }
    if isNew { startThread { attempt.run(reader) } }
    _ = attempt.done.wait(milliseconds: milliseconds)
    let result = attempt.state.withLock { state -> Result<PCSCConnection, KioskFailure>? in
      if case .done(let result) = state { return result }
      state = .abandoned
      return nil
    }
    guard let result else { throw KioskFailure(.readerBusy) }
    return try result.get()
  }

  /// Waits in the place of someone who gave up; false while that one still waits.
  private func takeOver() -> Bool {
    state.withLock { state in
      guard case .abandoned = state else { return false }
      state = .awaited
      return true
    }
  }

  private func run(_ reader: String) {
    let result = Result { () throws(KioskFailure) in try PCSCConnection(to: reader) }
    // Taken off the list and decided in one step, so that nobody takes over what is just being ended.
    let isAbandoned = Self.attempts.withLock { attempts in
      attempts[reader] = nil
      return state.withLock { state in
        if case .abandoned = state { return true }
        state = .done(result)
        return false
      }
    }
    if isAbandoned { try? result.get().end() }
    done.signal()
  }
}
