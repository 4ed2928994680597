internal import Glibc

/// An exclusive lock on a file beside the thing it guards; gone with its owner, also when the process dies.
public struct FileLock: ~Copyable, Sendable {
  private let descriptor: OwnedDescriptor

  /// Takes the lock at `path`, made with mode 0600 if missing; throws EWOULDBLOCK when another process has it.
  public init(path: String) throws(SystemError) {
    let raw = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard raw >= 0 else { throw .last("open") }
    let owned = OwnedDescriptor(taking: raw)
    guard flock(raw, LOCK_EX | LOCK_NB) == 0 else { throw .last("flock") }
    descriptor = owned
  }

  /// Gives the lock back by name, not only by closing: between fork and exec a child holds the descriptor as well.
  deinit { _ = flock(descriptor.raw, LOCK_UN) }
}
