internal import CLinux

/// Who sits at the other end of a unix socket, as the kernel recorded it at connect.
public struct PeerCredentials: Equatable, Sendable {
  /// Process id.
  public var pid: Int32
  /// Effective user id.
  public var uid: UInt32
  /// Effective group id.
  public var gid: UInt32

  /// Asks the kernel (SO_PEERCRED).
  public init(of descriptor: CInt) throws(SystemError) {
    var found = clinux_credentials()
    guard unsafe clinux_peer_credentials(descriptor, &found) == 0 else { throw .last("SO_PEERCRED") }
    pid = found.pid
    uid = found.uid
    gid = found.gid
  }
}
