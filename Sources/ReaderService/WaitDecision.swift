internal import LinuxPlatform
internal import Synchronization

/// Which of several readers was first, and which ones are being asked at this moment.
final class WaitDecision: Sendable {
  private struct State {
    var isTaken = false
    var isFinished = false
    var asked: Set<String>
  }
  /// Lets the waits at the other readers end after a last look.
  let isOver = CancelFlag()
  private let state: Mutex<State>

  init(_ asked: Set<String>) { state = Mutex(State(asked: asked)) }

  /// Whether nobody was before.
  func isFirst() -> Bool {
    state.withLock { state in
      defer { state.isTaken = true }
      return !state.isTaken
    }
  }

  /// Notes that nothing goes on at a reader any more; whether everything else has ended before that.
  func hasAnswered(_ id: String) -> Bool {
    state.withLock { state in
      state.asked.remove(id)
      return state.isFinished
    }
  }

  /// Notes that a reader which had answered is asked again, unless there is nothing left to decide.
  func asksAgain(_ id: String) -> Bool {
    state.withLock { state in
      guard !state.isFinished, !isOver.isCancelled else { return false }
      state.asked.insert(id)
      return true
    }
  }

  /// Notes that everything else has ended; the readers that are still being asked.
  func finish() -> Set<String> {
    state.withLock { state in
      state.isFinished = true
      return state.asked
    }
  }
}
