internal import COpenSSL

/// HMAC-SHA-256 (RFC 2104).
package enum HMACSHA256 {
  /// Bytes of a code.
  package static let size = 32

  /// The code of `data` under `key`.
  package static func code(_ data: [UInt8], key: borrowing SecretBytes) throws(SealingError) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: size)
    let isMade = unsafe code.withUnsafeMutableBytes { unsafe write(data, key: key, to: $0) }
    guard isMade else { throw .unavailable }
    return code
  }

  /// A key for one purpose, made from `key` and the purpose's name.
  package static func subkey(
    _ purpose: StaticString, of key: borrowing SecretBytes
  ) throws(SealingError) -> SecretBytes {
    // Parameters cannot be borrowed by an escaping closure, so the bytes are lent first.
    try unsafe key.withBytes { (lent) throws(SealingError) in
      try unsafe SecretBytes(count: size) { (new) throws(SealingError) in
        guard unsafe write(Array(purpose.description.utf8), key: lent, to: new) else {
          throw SealingError.unavailable
        }
      }
    }
  }

  /// Whether both are equal; takes the same time wherever they differ.
  package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }

  @unsafe private static func write(
    _ data: [UInt8], key: borrowing SecretBytes, to result: UnsafeMutableRawBufferPointer
  ) -> Bool {
    unsafe key.withBytes { unsafe write(data, key: $0, to: result) }
  }

  @unsafe private static func write(
    _ data: [UInt8], key: UnsafeBufferPointer<UInt8>, to result: UnsafeMutableRawBufferPointer
  ) -> Bool {
    SealingTally.note()
    var length: CUnsignedInt = 0
    let start = unsafe result.bindMemory(to: UInt8.self).baseAddress
    return unsafe HMAC(
      EVP_sha256(), key.baseAddress, CInt(key.count), data, data.count, start, &length) != nil
  }
}
