import TestSupport

extension Held {
  /// Whether a process that held this early in its life holds no more now than one that works for months may.
  func isFlat(since early: Held) -> Bool {
    threads <= early.threads + 4 && descriptors <= early.descriptors + 2
      && memory - early.memory < 16 << 20
  }
}
