public import KioskProtocol
public import LinuxPlatform

/// Types whose text may appear in the log: nothing that can hold a value about a person.
public protocol Loggable: Sendable {
  /// The text.
  var logText: String { get }
}

extension Int: Loggable {
  /// Decimal.
  public var logText: String { String(self) }
}

extension Int32: Loggable {
  /// Decimal.
  public var logText: String { String(self) }
}

extension UInt32: Loggable {
  /// Decimal.
  public var logText: String { String(self) }
}

extension StaticString: Loggable {
  /// The literal.
  public var logText: String { description }
}

extension Duration: Loggable {
  /// Whole milliseconds.
  public var logText: String { "\(Int(self / .milliseconds(1))) ms" }
}

extension SystemError: Loggable {
  /// Call and errno.
  public var logText: String { description }
}

extension KioskFailure: Loggable {
  /// The stable reason.
  public var logText: String { description }
}
