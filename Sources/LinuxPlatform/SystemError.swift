internal import Glibc

/// A refused system call: its name and errno, nothing else.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The call.
  public var call: StaticString
  /// errno.
  public var code: CInt

  /// A refusal with a known code.
  public init(_ call: StaticString, _ code: CInt) {
    self.call = call
    self.code = code
  }

  /// The refusal that errno tells right now.
  public static func last(_ call: StaticString) -> SystemError { SystemError(call, errno) }

  /// Call and errno; safe to log.
  public var description: String { "\(call) failed, errno \(code)" }

  /// Whether something was there already (EEXIST).
  public var isExisting: Bool { code == EEXIST }

  /// Whether both name the same refusal.
  public static func == (left: SystemError, right: SystemError) -> Bool {
    left.code == right.code && left.call.description == right.call.description
  }
}
