internal import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
  /// The digest of `data`, 32 bytes.
  package static func digest(_ data: [UInt8]) throws(SealingError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: CUnsignedInt = 0
    guard CryptoLibrary.isReady,
      unsafe EVP_Digest(data, data.count, &digest, &length, EVP_sha256(), nil) == 1
    else { throw .unavailable }
    return digest
  }
}
