internal import Glibc

/// A small file that is written in place, in one of a few slots at a time, so that a write that is cut leaves the others.
public struct SlotFile: ~Copyable, Sendable {
  /// Bytes of a slot.
  public static let slotSize = 65_536
  private let file: OwnedDescriptor

  /// The file at `path`, made for its owner only when it is missing; follows no link at the end of the path.
  public init(path: String) throws(SystemError) {
    let raw = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard raw >= 0 else { throw .last("open") }
    file = OwnedDescriptor(taking: raw)
  }

  /// What stands in a slot; shorter where the file ends, cut to a slot's size.
  public borrowing func read(_ slot: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.slotSize)
    let count = unsafe pread(file.raw, &bytes, bytes.count, off_t(max(slot, 0) * Self.slotSize))
    guard count >= 0 else { throw .last("pread") }
    return Array(bytes.prefix(count))
  }

  /// Brings what was written, and the name of a new file, to the disk.
  public borrowing func sync() throws(SystemError) {
    guard fsync(file.raw) == 0 else { throw .last("fsync") }
  }

  /// Writes at the start of a slot; in the system's hands when it returns, on the disk some time later.
  public borrowing func write(_ bytes: [UInt8], to slot: Int) throws(SystemError) {
    guard bytes.count <= Self.slotSize else { throw SystemError("pwrite", EFBIG) }
    let count = unsafe pwrite(file.raw, bytes, bytes.count, off_t(max(slot, 0) * Self.slotSize))
    guard count == bytes.count else { throw count < 0 ? .last("pwrite") : SystemError("pwrite", ENOSPC) }
  }
}
