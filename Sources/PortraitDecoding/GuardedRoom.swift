internal import Glibc

/// Memory for foreign code to write into: pages that cannot be touched on both sides, and a pattern inside that shows
/// how far the writing went.
@safe package struct GuardedRoom: ~Copyable {
  /// Usable bytes.
  package let count: Int
  private let memory: UnsafeMutableRawPointer
  private let mapping: UnsafeMutableRawPointer
  private let mappingSize: Int

  /// Room for at least `atLeast` bytes, whole pages; `nil` when the system has none.
  package init?(atLeast: Int) {
    let page = Int(getpagesize())
    guard atLeast > 0 else { return nil }
    let count = (atLeast + page - 1) / page * page
    let size = count + 2 * page
    guard
      let mapping = unsafe mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      unsafe mapping != MAP_FAILED
    else { return nil }
    let memory = unsafe mapping + page
    guard unsafe mprotect(memory, count, PROT_READ | PROT_WRITE) == 0 else {
      unsafe munmap(mapping, size)
      return nil
    }
    self.count = count
    mappingSize = size
    unsafe self.memory = memory
    unsafe self.mapping = mapping
  }

  deinit { unsafe munmap(mapping, mappingSize) }

  /// Where the usable bytes begin; valid while this lives.
  package var start: UnsafeMutableRawPointer { unsafe memory }

  /// Fills the room with the pattern.
  package func fillWithPattern() {
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: memory, count: count)
    for index in 0..<count { unsafe bytes[index] = Self.pattern(index) }
  }

  /// Puts `bytes` at the start, as many as there is room for.
  package func fill(_ bytes: [UInt8]) {
    let room = unsafe UnsafeMutableRawBufferPointer(start: memory, count: count)
    unsafe room.copyBytes(from: bytes.prefix(count))
  }

  /// The first `length` bytes.
  package func prefix(_ length: Int) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: memory, count: min(max(length, 0), count)))
  }

  /// Whether all bytes of `range` still hold the pattern.
  package func isUntouched(_ range: Range<Int>) -> Bool {
    let bytes = unsafe UnsafeRawBufferPointer(start: memory, count: count)
    return range.clamped(to: 0..<count).allSatisfy { unsafe bytes[$0] == Self.pattern($0) }
  }

  /// Irregular, so that no filled stretch looks untouched, and never 0, the byte that most often lands one too far.
  private static func pattern(_ index: Int) -> UInt8 {
    let mixed = (UInt32(truncatingIfNeeded: index) &+ 1) &* 2_654_435_761
    return UInt8(truncatingIfNeeded: mixed >> 24) ^ UInt8(truncatingIfNeeded: mixed >> 9) | 1
  }
}
