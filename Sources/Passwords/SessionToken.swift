internal import CSodium

/// What stands for somebody who is signed in: nobody can guess it.
package enum SessionToken {
  /// 256 random bits of libsodium's, as 64 lower-case hexadecimal digits.
  package static func make() throws(PasswordError) -> String {
    try Sodium.begin()
    var bytes = [UInt8](repeating: 0, count: 32)
    unsafe randombytes_buf(&bytes, bytes.count)
    defer { Sodium.wipe(&bytes) }
    return bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }
}
