internal import COpenSSL

/// Random bytes that may be seen: nonces, identifiers.
package enum Randomness {
  /// `count` bytes from OpenSSL's public generator.
  package static func bytes(_ count: Int) throws(SealingError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard CryptoLibrary.isReady, unsafe RAND_bytes(&bytes, CInt(count)) == 1 else { throw .unavailable }
    return bytes
  }
}
