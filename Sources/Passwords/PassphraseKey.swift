internal import CSodium
package import PersonalData
package import Sealing

/// A key made of a passphrase with Argon2id: dear to guess against, and made anew each time it is needed.
package enum PassphraseKey {
  /// Bytes of a salt.
  package static let saltSize = 16
  private static let passes: UInt64 = 3
  private static let memory = 256 * 1_024 * 1_024

  /// The key of 32 bytes; takes about a second and 256 MiB, and blocks.
  package static func derived(
    from passphrase: Personal<String>, salt: [UInt8]
  ) throws(SealingError) -> SecretBytes {
    guard (try? Sodium.begin()) != nil, salt.count == saltSize else { throw .unavailable }
    var bytes = passphrase.disclosed().utf8.map { CChar(bitPattern: $0) }
    defer { Sodium.wipe(&bytes) }
    let count = UInt64(bytes.count)
    return try unsafe SecretBytes(count: AESGCM.keySize) { (key) throws(SealingError) in
      guard let start = unsafe key.bindMemory(to: UInt8.self).baseAddress else {
        throw SealingError.unavailable
      }
      let made = unsafe crypto_pwhash(
        start, UInt64(key.count), bytes, count, salt, passes, memory,
        crypto_pwhash_ALG_ARGON2ID13)
      guard made == 0 else { throw SealingError.unavailable }
    }
  }
}
