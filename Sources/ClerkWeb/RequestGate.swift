/// Decides which requests are looked at, by their heads alone (docs/page-interface.md).
///
/// Any page that the browser of this machine shows can send requests to a loopback port; only the clerk page itself
/// may be answered.
struct RequestGate: Sendable {
  /// The longest body, in bytes.
  static let bodyLimit = 1 << 20

  /// What a request asks for.
  enum Route: Equatable, Sendable {
    case asset(String)
    case call
    case events
  }

  private let hosts: Set<String>
  private let assets: Set<String>
  private let portals: Set<String>

  /// `portals` are the origins whose pages may lead to `handOffPage`, compared byte by byte.
  init(port: UInt16, assets: Set<String>, portals: Set<String> = []) {
    hosts = Self.hosts(at: port)
    self.assets = assets
    self.portals = portals
  }

  /// The page that reads a card for a portal.
  static let handOffPage = "/handoff.html"

  /// The names this machine has in an address; the last is what people type.
  static func hosts(at port: UInt16) -> Set<String> {
    ["127.0.0.1:\(port)", "[::1]:\(port)", "localhost:\(port)"]
  }

  /// Throws for a body that is told to be longer than anything that is taken; one of untold length is cut off later.
  static func checkLength(_ head: RequestHead) throws(Refusal) {
    guard head.has(.contentLength) else { return }
    guard let length = head[.contentLength].flatMap({ Int($0) }), (0...bodyLimit).contains(length) else {
      throw .tooLarge
    }
  }

  /// What the request asks for, or why it gets nothing.
  func route(_ head: RequestHead) throws(Refusal) -> Route {
    guard !head.isAmbiguous else { throw .ambiguous }
    guard let host = head[.host], hosts.contains(host) else { throw .foreign }
    if head.has(.origin), head[.origin] != "http://" + host { throw .foreign }
    guard comesFromHere(head) else { throw .foreign }
    switch head.path {
    case "/rpc":
      guard head.method == "POST" else { throw .method(allowed: "POST") }
      guard head.has(.origin) else { throw .foreign }
      try checkBody(head)
      return .call
    case "/events":
      guard head.method == "GET" else { throw .method(allowed: "GET") }
      return .events
    default:
      let name = head.path == "/" ? "index.html" : String(head.path.dropFirst())
      guard head.path.hasPrefix("/"), assets.contains(name) else { throw .unknown }
      guard head.method == "GET" || head.method == "HEAD" else { throw .method(allowed: "GET, HEAD") }
      return .asset(name)
    }
  }

  /// What the browser says about who asks; a link on another site may lead to the page, one of a portal to
  /// the page for portals, and to nothing else of it.
  private func comesFromHere(_ head: RequestHead) -> Bool {
    guard head.has(.site) else { return true }
    if head[.site] == "same-origin" || head[.site] == "none" { return true }
    guard head.method == "GET", head[.mode] == "navigate", head[.destination] == "document" else {
      return false
    }
    return head.path == "/" || (head.path == Self.handOffPage && comesFromPortal(head))
  }

  /// Whether the page that leads here is a portal's, or keeps to itself where it is.
  ///
  /// Whom anything is given to is decided by the address that the user goes back to.
  private func comesFromPortal(_ head: RequestHead) -> Bool {
    guard !portals.isEmpty else { return false }
    guard head.has(.referer) else { return true }
    return head[.referer].flatMap(LocalGate.origin).map(portals.contains) ?? false
  }

  private func checkBody(_ head: RequestHead) throws(Refusal) {
    let type = head[.contentType]?.lowercased().split(separator: ";").first
    guard type == "application/json" else { throw .mediaType }
    try Self.checkLength(head)
  }
}
