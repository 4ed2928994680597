/// Decides which requests to a local service are looked at, by their heads alone (docs/makers-services.md §2).
///
/// Only pages of the configured origins are answered. A browser names the page's origin in `Origin`, or, where a script
/// element asks, in `Referer`; a request with neither is no page's that may be answered.
struct LocalGate: Sendable {
  /// Who is let in.
  struct Admission: Sendable {
    var origin: String
    /// Whether the browser asks on behalf of a script that reads the answer.
    var isCrossOrigin: Bool
    /// Whether it asks whether it may ask.
    var isPreflight: Bool
  }

  private static let longestHeaders = 512

  private let hosts: Set<String>
  private let origins: Set<String>

  /// `origins` are compared byte by byte.
  init(port: UInt16, origins: Set<String>) {
    hosts = RequestGate.hosts(at: port)
    self.origins = origins
  }

  /// Whose page asks, or why it gets nothing.
  func admit(_ head: RequestHead) throws(Refusal) -> Admission {
    guard !head.isAmbiguous else { throw .ambiguous }
    guard let host = head[.host], hosts.contains(host) else { throw .otherOrigin }
    let isCrossOrigin = head.has(.origin)
    guard let origin = isCrossOrigin ? head[.origin] : head[.referer].flatMap(Self.origin),
      origins.contains(origin)
    else { throw .otherOrigin }
    try RequestGate.checkLength(head)
    switch head.method {
    case "GET", "POST": return Admission(origin: origin, isCrossOrigin: isCrossOrigin, isPreflight: false)
    case "OPTIONS" where isCrossOrigin:
      return Admission(origin: origin, isCrossOrigin: true, isPreflight: true)
    default: throw .method(allowed: "GET, POST, OPTIONS")
    }
  }

  /// The headers that let the page at `admission` have the answer.
  func headers(_ admission: Admission, _ head: RequestHead) -> [(String, String)] {
    guard admission.isCrossOrigin else { return [("Vary", "Origin, Referer")] }
    var headers = [
      ("Access-Control-Allow-Origin", admission.origin), ("Access-Control-Allow-Credentials", "true"),
      ("Vary", "Origin, Referer"),
    ]
    guard admission.isPreflight else { return headers }
    headers += [("Access-Control-Allow-Methods", "GET, POST"), ("Access-Control-Max-Age", "600")]
    // What a page sends along is not looked at, so it may send what it likes.
    if let wanted = head[.wantedHeaders], wanted.utf8.count <= Self.longestHeaders, Self.isNames(wanted) {
      headers.append(("Access-Control-Allow-Headers", wanted))
    }
    if head[.privateNetwork] == "true" { headers.append(("Access-Control-Allow-Private-Network", "true")) }
    return headers
  }

  /// Whether `text` may stand before a parenthesis in a script: a name, or several with points between.
  static func isCallback(_ text: String) -> Bool {
    text.utf8.count <= 128
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { name in
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { isWordByte($0) || $0 == 0x24 }
      }
  }

  /// Scheme, host and port of an address.
  static func origin(_ address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let rest = address[scheme.upperBound...]
    return String(address[..<scheme.upperBound]) + rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  }

  private static func isNames(_ text: String) -> Bool {
    text.utf8.allSatisfy { isWordByte($0) || $0 == 0x2D || $0 == 0x2C || $0 == 0x20 }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F
  }
}
