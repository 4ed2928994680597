internal import CMicroHTTPD

/// The beginning of a request: what it asks for, and the headers that are looked at.
struct RequestHead: Sendable {
  /// A header that decides something.
  enum Header: String, CaseIterable, Sendable {
    case host, origin, authorization
    case contentLength = "content-length"
    case contentType = "content-type"
    case transferEncoding = "transfer-encoding"
    case site = "sec-fetch-site"
    case mode = "sec-fetch-mode"
    case destination = "sec-fetch-dest"
    case stream = "x-idkiosk-stream"
    case referer
    case wantedHeaders = "access-control-request-headers"
    case privateNetwork = "access-control-request-private-network"
  }

  let method: String
  /// Without what follows a question mark.
  let path: String
  private var values: [Header: [String]] = [:]

  init(method: String, path: String, headers: [(String, String)] = []) {
    self.method = method
    self.path = path
    for (name, value) in headers { add(name, value) }
  }

  /// The head of the request on `connection`, valid inside the library's callbacks.
  init(of connection: OpaquePointer, method: String, path: String) {
    var head = RequestHead(method: method, path: path)
    // The library's own lookup gives any one of several headers with the same name.
    _ = unsafe withUnsafeMutablePointer(to: &head) { pointer in
      unsafe MHD_get_connection_values_n(connection, .HEADER_KIND, noteHeader, pointer)
    }
    self = head
  }

  /// The value of a header that stands there once.
  subscript(header: Header) -> String? {
    guard let all = values[header], all.count == 1 else { return nil }
    return all.first
  }

  /// Whether the header is there at all.
  func has(_ header: Header) -> Bool { values[header] != nil }

  /// Whether a header that decides something stands there twice, or the body's length in two ways: two readers of
  /// such a request may take it for different ones.
  var isAmbiguous: Bool {
    values.values.contains { $0.count > 1 } || (has(.contentLength) && has(.transferEncoding))
  }

  /// What the client brought of its sign-in.
  var token: String? {
    guard let value = self[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
    return String(value.dropFirst(7))
  }

  fileprivate mutating func add(_ name: String, _ value: String) {
    guard let header = Header(rawValue: name.lowercased()) else { return }
    values[header, default: []].append(value)
  }
}

private func noteHeader(
  target: UnsafeMutableRawPointer?, kind: MHD_ValueKind, name: UnsafePointer<CChar>?, nameSize: Int,
  value: UnsafePointer<CChar>?, valueSize: Int
) -> MHD_Result {
  guard let target = unsafe target, let name = unsafe name else { return .NO }
  let head = unsafe target.assumingMemoryBound(to: RequestHead.self)
  let nameBytes = unsafe UnsafeRawBufferPointer(start: name, count: nameSize)
  let valueBytes = unsafe UnsafeRawBufferPointer(start: value, count: unsafe value == nil ? 0 : valueSize)
  unsafe head.pointee.add(
    String(decoding: nameBytes, as: UTF8.self), String(decoding: valueBytes, as: UTF8.self))
  return .YES
}
