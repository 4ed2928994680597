internal import KioskProtocol

/// What is known of a connected client that outlives the process it was connected to: nothing that is secret, and
/// nothing about anybody.
package struct KeptClient: Equatable, Sendable {
  /// The protocol version that holds on the connection.
  package var version: Int
  /// Whether it gets notifications.
  package var isWatching: Bool
  /// Whether somebody had signed in over it; that ended with the process.
  package var wasSignedIn: Bool

  package init(version: Int, isWatching: Bool, wasSignedIn: Bool) {
    self.version = version
    self.isWatching = isWatching
    self.wasSignedIn = wasSignedIn
  }

  /// The client of a descriptor that the service manager kept under `name`; `nil` where that is none, or one of a protocol
  /// that this build does not speak.
  package init?(name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "client", let version = Int(parts[1]),
      Hello.versions.contains(version)
    else { return nil }
    self.init(version: version, isWatching: parts[2] == "watching", wasSignedIn: parts[3] == "signedIn")
  }

  /// Its name with the service manager (sd_pid_notify_with_fds(3), FDNAME).
  package var name: String {
    "client.\(version).\(isWatching ? "watching" : "silent").\(wasSignedIn ? "signedIn" : "nobody")"
  }
}
