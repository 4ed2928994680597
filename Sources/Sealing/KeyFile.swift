internal import Glibc
package import LinuxPlatform

/// A file with the 32 raw bytes of a key, readable by its owner only.
package enum KeyFile {
  /// Why a key file is not used.
  package enum Refusal: Error, Equatable, Sendable {
    /// There is none.
    case missing
    /// It is no plain file: a link, a folder, a device.
    case notAFile
    /// It belongs to somebody else.
    case wrongOwner
    /// Its group or everybody may read or write it.
    case tooOpen
    /// It holds more or less than one key.
    case wrongSize
    /// The system refused to read or write it.
    case system(SystemError)
    /// There was no randomness for a new key.
    case noRandomness
  }

  /// Bytes of a key.
  package static let size = 32

  /// The key at `path`.
  ///
  /// Follows no link at the end of the path.
  package static func load(_ path: String, owner: UInt32 = geteuid()) throws(Refusal) -> SecretBytes {
    try load(path, ownedBy: owner)
  }

  /// The key in a credential: systemd has seen to it that nobody else reads it, whoever owns the file.
  package static func loadCredential(_ path: String) throws(Refusal) -> SecretBytes {
    try load(path, ownedBy: nil)
  }

  private static func load(_ path: String, ownedBy owner: UInt32?) throws(Refusal) -> SecretBytes {
    // Without O_NONBLOCK a pipe in its place would hang the start.
    let raw = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard raw >= 0 else {
      switch errno {
      case ENOENT: throw .missing
      case ELOOP: throw .notAFile
      default: throw .system(.last("open"))
      }
    }
    let file = OwnedDescriptor(taking: raw)
    var facts = stat()
    guard unsafe fstat(file.raw, &facts) == 0 else { throw .system(.last("fstat")) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    if let owner {
      guard facts.st_uid == owner else { throw .wrongOwner }
      guard facts.st_mode & 0o077 == 0 else { throw .tooOpen }
    }
    guard facts.st_size == off_t(size) else { throw .wrongSize }
    let number = file.raw
    return try unsafe SecretBytes(count: size) { (bytes) throws(Refusal) in
      let count = unsafe read(number, bytes.baseAddress, bytes.count)
      guard count >= 0 else { throw Refusal.system(.last("read")) }
      guard count == size else { throw Refusal.wrongSize }
    }
  }

  /// Makes a new random key at `path`, durable when it returns: the file and its name.
  ///
  /// Never call it where a key may exist: the caller holds the folder's lock and has looked. A broken-off earlier
  /// attempt is swept away; at `path` there is a whole key or none at any moment.
  package static func create(_ path: String) throws(Refusal) {
    let key: SecretBytes
    do { key = try SecretBytes(random: size) } catch { throw .noRandomness }
    try create(path, holding: key)
  }

  /// The same for a key that came from elsewhere.
  package static func create(_ path: String, holding key: borrowing SecretBytes) throws(Refusal) {
    guard key.count == size else { throw .wrongSize }
    let draft = path + ".new"
    do throws(SystemError) {
      if unsafe unlink(draft) != 0, errno != ENOENT { throw SystemError.last("unlink") }
      let raw = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard raw >= 0 else { throw SystemError.last("open") }
      let file = OwnedDescriptor(taking: raw)
      let count = unsafe key.withBytes { unsafe write(raw, $0.baseAddress, $0.count) }
      guard count == size else { throw count < 0 ? SystemError.last("write") : SystemError("write", ENOSPC) }
      guard fsync(file.raw) == 0 else { throw SystemError.last("fsync") }
      guard unsafe rename(draft, path) == 0 else { throw SystemError.last("rename") }
      try Files.syncFolder(of: path)
    } catch {
      throw .system(error)
    }
  }
}
