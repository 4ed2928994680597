internal import Sealing

/// What both signatures of clouds are made of: SHA-256 and HMAC in hexadecimal digits.
enum RequestSignature {
  /// The digest of `bytes`.
  static func digest(_ bytes: [UInt8]) throws(SealingError) -> String {
    hexadecimal(try SHA256.digest(bytes))
  }

  /// The code of `text` under `key`.
  static func code(_ text: String, key: [UInt8]) throws(SealingError) -> [UInt8] {
    try HMACSHA256.code(Array(text.utf8), key: SecretBytes(copying: key))
  }

  /// `bytes` as digits, two each.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
  }
}
