internal import CMicroHTTPD
internal import KioskProtocol
internal import RPCTransport

/// A whole answer.
struct Reply: Sendable {
  /// What every answer carries: nothing is kept by the browser, nothing comes from elsewhere, nobody frames the page.
  static let commonHeaders: [(String, String)] = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", contentPolicy),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
  ]

  /// The same, for an answer that a script of another origin may have.
  private static let sharedHeaders = commonHeaders.map { name, value in
    name == "Cross-Origin-Resource-Policy" ? (name, "cross-origin") : (name, value)
  }

  private static let contentPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
    "media-src 'self'", "connect-src 'self'", "worker-src 'self'", "frame-ancestors 'none'",
    "base-uri 'none'", "form-action 'none'",
  ].joined(separator: "; ")

  var status: UInt32
  var mediaType: String
  var body: [UInt8]
  var headers: [(String, String)] = []
  /// Whether pages of other origins may have it; who they are was decided before.
  var isForOthers = false

  /// An answer of bytes.
  init(status: UInt32, mediaType: String, body: [UInt8]) {
    self.status = status
    self.mediaType = mediaType
    self.body = body
  }

  /// An answer of the router.
  init(json: [UInt8]) {
    status = 200
    mediaType = "application/json"
    body = json
  }

  /// A JSON-RPC failure of a request that was not looked into.
  init(status: UInt32, failure: FailureReason) {
    self.status = status
    mediaType = "application/json"
    body = Lines.encode(RPCEnvelope.Failure(id: nil, KioskFailure(failure)))
  }

  /// A line for a person.
  init(status: UInt32, text: String) {
    self.status = status
    mediaType = "text/plain; charset=utf-8"
    body = Array((text + "\n").utf8)
  }

  /// Nothing to say.
  static let empty = Reply(status: 204)

  private init(status: UInt32) {
    self.status = status
    mediaType = ""
    body = []
  }

  /// Hands the answer to the library, inside one of its callbacks.
  func queue(on connection: OpaquePointer) -> MHD_Result {
    var bytes = body
    guard
      let response = unsafe MHD_create_response_from_buffer(bytes.count, &bytes, .RESPMEM_MUST_COPY)
    else { return .NO }
    defer { unsafe MHD_destroy_response(response) }
    if !mediaType.isEmpty { unsafe MHD_add_response_header(response, "Content-Type", mediaType) }
    for (name, value) in (isForOthers ? Self.sharedHeaders : Self.commonHeaders) + headers {
      unsafe MHD_add_response_header(response, name, value)
    }
    return unsafe MHD_queue_response(connection, status, response)
  }
}
