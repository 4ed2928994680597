internal import Glibc

/// The process environment.
public enum Environment {
  /// The value of `name`, or `nil` when it is not set.
  ///
  /// Nothing in this product changes the environment.
  public static func value(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(cString: text)
  }
}
