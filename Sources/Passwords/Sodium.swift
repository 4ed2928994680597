internal import CSodium

/// What every use of libsodium begins and ends with.
enum Sodium {
  // The library wants it once before anything else, and does nothing when it comes again.
  private static let isReady = sodium_init() >= 0

  /// Makes the library ready.
  static func begin() throws(PasswordError) {
    guard isReady else { throw .unavailable }
  }

  /// Writes zeros over `secret`, whatever the compiler thinks of it.
  static func wipe<Element: BitwiseCopyable>(_ secret: inout [Element]) {
    unsafe secret.withUnsafeMutableBytes { unsafe sodium_memzero($0.baseAddress, $0.count) }
  }
}
