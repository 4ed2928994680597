internal import Sealing

/// Aliyun's signature of requests, ACS3-HMAC-SHA256 (docs/mobile-number.md §8.2).
struct AliyunSignature {
  /// The host that is asked, with its port where it is not the usual one.
  var host: String
  /// The call and its version.
  var action: String
  var version: String
  /// The time of the request in UTC, `2023-10-26T10:22:32Z`.
  var date: String
  /// Never the same twice.
  var nonce: String

  /// The header lines of a POST to `/` with `query`, which is sorted and escaped, and an empty body.
  func headers(query: String, user: String, secret: String) throws(SealingError) -> [String] {
    let nothing = try RequestSignature.digest([])
    let signed = [
      ("host", host), ("x-acs-action", action), ("x-acs-content-sha256", nothing), ("x-acs-date", date),
      ("x-acs-signature-nonce", nonce), ("x-acs-version", version),
    ]
    let names = signed.map(\.0).joined(separator: ";")
    let request =
      "POST\n/\n\(query)\n" + signed.map { "\($0.0):\($0.1)\n" }.joined() + "\n\(names)\n\(nothing)"
    let digest = try RequestSignature.digest(Array(request.utf8))
    let signature = RequestSignature.hexadecimal(
      try RequestSignature.code("ACS3-HMAC-SHA256\n" + digest, key: Array(secret.utf8)))
    return signed.map { "\($0.0): \($0.1)" } + [
      "Authorization: ACS3-HMAC-SHA256 Credential=\(user),SignedHeaders=\(names),Signature=\(signature)"
    ]
  }
}
