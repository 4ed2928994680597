internal import KioskProtocol
public import ReaderKit

/// Takes down what a driver does with its device, one call at a time.
///
/// Lives on its reader's own thread, as the links that note on it.
public final class Tape {
  /// A driver does far less in one call; more is not kept.
  private static let mostEvents = 4_096

  private let now: Limit.Now
  private var start: ContinuousClock.Instant
  private var call: RecordedCall?

  /// An empty tape; `now` is another clock in tests.
  public init(now: @escaping Limit.Now = { .now }) {
    self.now = now
    start = now()
  }

  /// From here on everything belongs to this call.
  public func begin(_ kind: RecordedCall.Kind) {
    start = now()
    call = RecordedCall(kind: kind)
  }

  /// The call that has ended, with its result; `nil` when none had begun.
  public func end(_ result: RecordedCall.Result) -> RecordedCall? {
    defer { call = nil }
    call?.result = result
    return call
  }

  /// Does something with the device and takes down what came of it.
  func note<Value>(
    _ operation: LinkOperation, _ outcome: (Value) -> LinkOperation.Outcome = { _ in .done },
    _ body: () throws(KioskFailure) -> Value
  ) throws(KioskFailure) -> Value {
    do throws(KioskFailure) {
      let value = try body()
      add(operation, outcome(value))
      return value
    } catch {
      add(operation, .failed(error.reason))
      throw error
    }
  }

  /// Takes down something that cannot fail.
  func add(_ operation: LinkOperation, _ outcome: LinkOperation.Outcome = .done) {
    guard let count = call?.events.count, count < Self.mostEvents else { return }
    let moment = Int((start.duration(to: now()) / .milliseconds(1)).rounded())
    call?.events.append(RecordedEvent(moment: max(0, moment), operation: operation, outcome: outcome))
  }
}
