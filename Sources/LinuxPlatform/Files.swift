internal import Glibc

/// Small files, read and written whole.
public enum Files {
  /// The content of the file at `path`, which may not be larger than `limit` bytes (EFBIG).
  public static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let raw = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open") }
    let file = OwnedDescriptor(taking: raw)
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(file.raw, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last("read") }
      guard count > 0 else { return content }
      guard content.count + count <= limit else { throw SystemError("read", EFBIG) }
      content += chunk.prefix(count)
    }
  }

  /// Whether this process may read and write the file at `path`.
  public static func isOpenToUs(_ path: String) -> Bool { unsafe access(path, R_OK | W_OK) == 0 }

  /// Writes a new file of the owner's only; with `replacing` false an existing one is refused (EEXIST).
  ///
  /// Durable when it returns.
  public static func write(_ content: [UInt8], to path: String, replacing: Bool) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (replacing ? O_TRUNC : O_EXCL)
    let raw = unsafe open(path, flags, 0o600)
    guard raw >= 0 else { throw .last("open") }
    let file = OwnedDescriptor(taking: raw)
    try writeAll(content, to: file.raw)
    guard fsync(file.raw) == 0 else { throw .last("fsync") }
  }

  /// A new, empty file of the owner's only, open for writing; one that exists is refused (EEXIST).
  public static func create(_ path: String) throws(SystemError) -> OwnedDescriptor {
    let raw = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard raw >= 0 else { throw .last("open") }
    return OwnedDescriptor(taking: raw)
  }

  /// Brings what was written to the disk.
  public static func sync(_ descriptor: CInt) throws(SystemError) {
    guard fsync(descriptor) == 0 else { throw .last("fsync") }
  }

  /// Writes all of `bytes` to a blocking descriptor.
  public static func writeAll(_ bytes: [UInt8], to descriptor: CInt) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .last("write") }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes the folder at `path` with `mode` if it is missing; parents are made too, with mode 0755.
  public static func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    var partial = ""
    let parts = path.split(separator: "/").map(String.init)
    for (index, part) in parts.enumerated() {
      partial += (index == 0 && !path.hasPrefix("/") ? "" : "/") + part
      let isLast = index == parts.count - 1
      if unsafe mkdir(partial, isLast ? mode : 0o755) != 0, errno != EEXIST { throw .last("mkdir") }
    }
  }

  /// Whether something is at `path`.
  public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
