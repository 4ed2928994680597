internal import LinuxPlatform
internal import Sealing

/// Tencent Cloud's signature of requests, TC3-HMAC-SHA256 (docs/mobile-number.md §8.3).
struct TencentSignature {
  private static let type = "application/json; charset=utf-8"

  /// The host that is asked, with its port where it is not the usual one.
  var host: String
  /// The first word of the service's own host.
  var service: String
  /// The call, its version and where it is answered.
  var action: String
  var version: String
  var region: String
  /// Seconds since 1970.
  var seconds: Int

  /// The header lines of a POST to `/` with `body`.
  func headers(body: [UInt8], user: String, secret: String) throws(SealingError) -> [String] {
    let signed = [("content-type", Self.type), ("host", host), ("x-tc-action", action.lowercased())]
    let names = signed.map(\.0).joined(separator: ";")
    let request =
      "POST\n/\n\n" + signed.map { "\($0.0):\($0.1)\n" }.joined()
      + "\n\(names)\n\(try RequestSignature.digest(body))"
    let day = String(WallClock.utc(seconds).prefix(10))
    let scope = "\(day)/\(service)/tc3_request"
    let text = "TC3-HMAC-SHA256\n\(seconds)\n\(scope)\n\(try RequestSignature.digest(Array(request.utf8)))"
    var key = Array(("TC3" + secret).utf8)
    for part in [day, service, "tc3_request", text] { key = try RequestSignature.code(part, key: key) }
    return [
      "Content-Type: \(Self.type)", "Host: \(host)", "X-TC-Action: \(action)", "X-TC-Version: \(version)",
      "X-TC-Timestamp: \(seconds)", "X-TC-Region: \(region)",
      "Authorization: TC3-HMAC-SHA256 Credential=\(user)/\(scope), SignedHeaders=\(names), "
        + "Signature=\(RequestSignature.hexadecimal(key))",
    ]
  }
}
