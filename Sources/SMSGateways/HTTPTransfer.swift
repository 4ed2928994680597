internal import CCurl
internal import LinuxPlatform

/// One HTTP request with libcurl: TLS verified, no proxy, no redirect, nothing kept.
enum HTTPTransfer {
  struct Request {
    var url: String
    var body: String?
    var headers: [String] = []
    var authorities: String?
  }

  enum Result: Equatable {
    case answered(status: Int, body: [UInt8])
    /// No answer; whether any of the request left this machine.
    case failed(wasSent: Bool)
    /// Nobody whom this machine trusts vouches for whoever answers; none of the request left this machine.
    case untrusted
  }

  /// The most of an answer that is read.
  private static let limit = 64 * 1_024
  /// How soon a transfer notices that it was cancelled, in milliseconds.
  private static let patience: CInt = 200

  /// What the C callback fills.
  private final class Received {
    var bytes: [UInt8] = []
  }

  /// Opens libcurl; whether it is there.
  static func prepare() -> Bool { ccurl_prepare() == CURLE_OK }

  /// Blocks until the answer is there, `deadline` has come or `cancel` was set.
  static func run(_ request: Request, until deadline: ContinuousClock.Instant, cancel: CancelFlag) -> Result {
    guard prepare(), let multi = unsafe curl_multi_init() else { return .failed(wasSent: false) }
    defer { unsafe curl_multi_cleanup(multi) }
    guard let easy = unsafe curl_easy_init() else { return .failed(wasSent: false) }
    var list: UnsafeMutablePointer<curl_slist>?
    // Without it libcurl would wait a second for a 100 that gateways do not send.
    for header in request.headers + ["Expect:"] { unsafe list = curl_slist_append(list, header) }
    defer {
      unsafe curl_multi_remove_handle(multi, easy)
      unsafe curl_easy_cleanup(easy)
      unsafe curl_slist_free_all(list)
    }
    let received = Received()
    guard unsafe prepare(easy, request, list, received) else { return .failed(wasSent: false) }
    guard unsafe curl_multi_add_handle(multi, easy) == CURLM_OK else { return .failed(wasSent: false) }
    return withExtendedLifetime(received) {
      var running: CInt = 0
      repeat {
        unsafe curl_multi_perform(multi, &running)
        if running > 0 { unsafe curl_multi_poll(multi, nil, 0, patience, nil) }
        guard !cancel.isCancelled, ContinuousClock.now < deadline else { return unsafe failed(easy) }
      } while running > 0
      var left: CInt = 0
      guard let message = unsafe curl_multi_info_read(multi, &left) else { return unsafe failed(easy) }
      switch unsafe message.pointee.data.result {
      case CURLE_OK: break
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR: return .untrusted
      default: return unsafe failed(easy)
      }
      return .answered(
        status: Int(unsafe ccurl_long_info(easy, CURLINFO_RESPONSE_CODE)), body: received.bytes)
    }
  }

  /// libcurl counts the bytes of the request that it has handed to the system: none means that nobody has it.
  @unsafe private static func failed(_ easy: UnsafeMutableRawPointer) -> Result {
    .failed(wasSent: unsafe ccurl_long_info(easy, CURLINFO_REQUEST_SIZE) > 0)
  }

  @unsafe private static func prepare(
    _ easy: UnsafeMutableRawPointer, _ request: Request, _ list: UnsafeMutablePointer<curl_slist>?,
    _ received: Received
  ) -> Bool {
    var isPrepared =
      unsafe ccurl_set_string(easy, CURLOPT_URL, request.url) == CURLE_OK
      && ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK
      && ccurl_set_string(easy, CURLOPT_PROXY, "") == CURLE_OK
      && ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1) == CURLE_OK
      && ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1) == CURLE_OK
      && ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2) == CURLE_OK
      && ccurl_set_list(easy, CURLOPT_HTTPHEADER, list) == CURLE_OK
      && ccurl_set_write(easy, keep, Unmanaged.passUnretained(received).toOpaque()) == CURLE_OK
    if let authorities = request.authorities {
      isPrepared = unsafe isPrepared && ccurl_set_string(easy, CURLOPT_CAINFO, authorities) == CURLE_OK
    }
    if let body = request.body {
      let bytes = Array(body.utf8)
      isPrepared = unsafe isPrepared && ccurl_set_body(easy, bytes, curl_off_t(bytes.count)) == CURLE_OK
    }
    return isPrepared
  }

  fileprivate static func take(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableRawPointer) -> Bool
  {
    let received = unsafe Unmanaged<Received>.fromOpaque(target).takeUnretainedValue()
    // More than that is no gateway's answer; the transfer ends, and what the gateway did is unknown.
    guard received.bytes.count + bytes.count <= limit else { return false }
    unsafe received.bytes.append(contentsOf: bytes)
    return true
  }
}

private func keep(
  data: UnsafeMutablePointer<CChar>?, size: Int, count: Int, target: UnsafeMutableRawPointer?
) -> Int {
  guard let data = unsafe data, let target = unsafe target else { return 0 }
  let (total, isOver) = size.multipliedReportingOverflow(by: count)
  guard !isOver else { return 0 }
  return unsafe HTTPTransfer.take(UnsafeRawBufferPointer(start: data, count: total), into: target) ? total : 0
}
