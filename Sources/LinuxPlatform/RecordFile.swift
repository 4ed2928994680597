internal import Glibc

/// A small file of records that are only added: a write that is cut leaves those before it.
public struct RecordFile: ~Copyable, Sendable {
  private let file: OwnedDescriptor

  /// The file at `path`, made for its owner only when it is missing; follows no link at the end of the path.
  public init(path: String) throws(SystemError) {
    let raw = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard raw >= 0 else { throw .last("open") }
    file = OwnedDescriptor(taking: raw)
  }

  /// How many bytes stand in it.
  public borrowing func size() throws(SystemError) -> Int {
    var facts = stat()
    guard unsafe fstat(file.raw, &facts) == 0 else { throw .last("fstat") }
    return Int(facts.st_size)
  }

  /// All that stands in it, at most `limit` bytes (EFBIG).
  public borrowing func read(limit: Int) throws(SystemError) -> [UInt8] {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe pread(file.raw, &chunk, chunk.count, off_t(content.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last("pread") }
      guard count > 0 else { return content }
      guard content.count + count <= limit else { throw SystemError("pread", EFBIG) }
      content += chunk.prefix(count)
    }
  }

  /// Writes at `position`, and what stood there is gone; on the disk when it returns.
  public borrowing func write(_ bytes: [UInt8], at position: Int) throws(SystemError) {
    let count = unsafe pwrite(file.raw, bytes, bytes.count, off_t(max(position, 0)))
    guard count == bytes.count else { throw count < 0 ? .last("pwrite") : SystemError("pwrite", ENOSPC) }
    guard fsync(file.raw) == 0 else { throw .last("fsync") }
  }
}
