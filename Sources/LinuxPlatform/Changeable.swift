internal import Synchronization

/// A value that may be put another in its place while others use it.
public final class Changeable<Value: Sendable>: Sendable {
  private let held: Mutex<Value>

  /// Holds `value` to begin with.
  public init(_ value: Value) { held = Mutex(value) }

  /// What it holds now.
  public var value: Value {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}
