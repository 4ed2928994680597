internal import Glibc

/// The users of this machine.
public enum ProcessIdentity {
  /// The effective user id of this process.
  public static var uid: UInt32 { geteuid() }

  /// The user id of `name`, or the number itself when it is one.
  public static func uid(named name: String) -> UInt32? {
    if let number = UInt32(name) { return number }
    guard let entry = unsafe getpwnam(name) else { return nil }
    return unsafe entry.pointee.pw_uid
  }
}
