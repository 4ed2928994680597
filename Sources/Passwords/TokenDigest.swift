internal import CSodium

/// What is kept of a token: enough to know it again, and no way back to it.
package enum TokenDigest {
  /// BLAKE2b-256 of `token`.
  package static func of(_ token: String) throws(PasswordError) -> [UInt8] {
    try Sodium.begin()
    var bytes = Array(token.utf8)
    defer { Sodium.wipe(&bytes) }
    var digest = [UInt8](repeating: 0, count: 32)
    guard unsafe crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), nil, 0) == 0 else {
      throw .unavailable
    }
    return digest
  }
}
