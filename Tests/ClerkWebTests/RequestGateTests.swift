import Testing

@testable import ClerkWeb

@Suite("Which requests are looked at")
struct RequestGateTests {
  typealias Route = RequestGate.Route
  private static let own = "127.0.0.1:8480"
  private let gate = RequestGate(port: 8480, assets: ["index.html", "app.js"])

  private func route(_ method: String, _ path: String, _ headers: [(String, String)]) throws -> Route {
    try gate.route(RequestHead(method: method, path: path, headers: headers))
  }

  /// A call as the page makes it, with some headers set, added or taken away.
  private func call(
    _ changes: KeyValuePairs<String, String?> = [:], adding more: [(String, String)] = []
  ) throws -> Route {
    var headers = [
      ("Host", Self.own), ("Origin", "http://" + Self.own), ("Content-Type", "application/json"),
      ("Content-Length", "2"),
    ]
    for (name, value) in changes {
      headers.removeAll { $0.0 == name }
      if let value { headers.append((name, value)) }
    }
    return try route("POST", "/rpc", headers + more)
  }

  @Test(
    "the page is given out under each name of this machine", arguments: ["127.0.0.1", "localhost", "[::1]"])
  func names(name: String) throws {
    let host = "\(name):8480"
    #expect(try route("GET", "/", [("Host", host)]) == .asset("index.html"))
    #expect(try route("HEAD", "/app.js", [("host", host)]) == .asset("app.js"))
    #expect(try route("GET", "/events", [("Host", host)]) == .events)
    #expect(try call(["Host": host, "Origin": "http://" + host]) == .call)
  }

  @Test(
    "no other name is this machine",
    arguments: [
      "", "127.0.0.1", "127.0.0.1:8481", "127.0.0.1:08480", "127.0.0.1:8480.", "127.0.0.1:8480 ",
      "127.1:8480",
      "2130706433:8480", "0.0.0.0:8480", "[::]:8480", "[0:0:0:0:0:0:0:1]:8480", "LOCALHOST:8480",
      "localhost.:8480", "localhost", "user@127.0.0.1:8480", "127.0.0.1:8480@evil.example",
      "rebound.example:8480", "127.0.0.1:8480,evil.example",
    ])
  func otherNames(host: String) {
    #expect(throws: Refusal.foreign) { try route("GET", "/", [("Host", host)]) }
    #expect(throws: Refusal.foreign) { try call(["Host": host, "Origin": "http://" + host]) }
  }

  @Test(
    "a call comes from the page and from nowhere else",
    arguments: [
      "null", "", "https://127.0.0.1:8480", "http://127.0.0.1:8480/", "http://127.0.0.1",
      "http://127.0.0.1:8481",
      "http://localhost:8480", "http://[::1]:8480", "http://evil.example",
      "http://127.0.0.1:8480.evil.example",
      "*", "HTTP://127.0.0.1:8480", "file://", "chrome-extension://abcdef",
    ])
  func origins(origin: String) {
    #expect(throws: Refusal.foreign) { try call(["Origin": origin]) }
    // Where it need not stand, it still must not be another's.
    for path in ["/", "/events"] {
      #expect(throws: Refusal.foreign) { try route("GET", path, [("Host", Self.own), ("Origin", origin)]) }
    }
  }

  @Test("a call says where it comes from")
  func noOrigin() { #expect(throws: Refusal.foreign) { try call(["Origin": nil]) } }

  @Test(
    "a header that decides stands there once", arguments: RequestHead.Header.allCases)
  func twice(header: RequestHead.Header) throws {
    let other = [header.rawValue.uppercased(): "same-origin"].map { ($0.key, $0.value) }
    #expect(throws: Refusal.ambiguous) { try call(adding: other + other) }
  }

  @Test("a body has one length, told in one way")
  func lengths() {
    #expect(throws: Refusal.ambiguous) { try call(adding: [("Transfer-Encoding", "chunked")]) }
    #expect(throws: Refusal.ambiguous) { try call(adding: [("content-length", "2")]) }
  }

  @Test(
    "a body that says it is too long is not taken",
    arguments: ["1048577", "99999999999999999999", "-1", "x", ""])
  func tooLong(length: String) {
    #expect(throws: Refusal.tooLarge) { try call(["Content-Length": length]) }
  }

  @Test("a body of the longest length is taken")
  func longest() throws { #expect(try call(["Content-Length": "1048576"]) == .call) }

  @Test(
    "only JSON is a call: what a form can send is none",
    arguments: [
      "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", "",
    ])
  func mediaTypes(type: String) throws {
    #expect(throws: Refusal.mediaType) { try call(["Content-Type": type]) }
    #expect(throws: Refusal.mediaType) { try call(["Content-Type": nil]) }
    #expect(try call(["Content-Type": "Application/JSON; charset=utf-8"]) == .call)
  }

  @Test("what the browser says another site asks for is refused, but a link to the page is followed")
  func sites() throws {
    for site in ["cross-site", "same-site", "", "nonsense"] {
      #expect(throws: Refusal.foreign) { try call(adding: [("Sec-Fetch-Site", site)]) }
      for path in ["/", "/app.js", "/events"] {
        let headers = [("Host", Self.own), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "no-cors")]
        #expect(throws: Refusal.foreign) { try route("GET", path, headers) }
      }
    }
    func link(_ path: String, _ destination: String) throws -> Route {
      try route(
        "GET", path,
        [
          ("Host", Self.own), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
          ("Sec-Fetch-Dest", destination),
        ])
    }
    #expect(try link("/", "document") == .asset("index.html"))
    #expect(throws: Refusal.foreign) { try link("/", "iframe") }
    #expect(throws: Refusal.foreign) { try link("/events", "document") }
    #expect(try call(adding: [("Sec-Fetch-Site", "same-origin")]) == .call)
  }

  @Test("every address has its methods, and there is nothing beside them")
  func methods() {
    let headers = [("Host", Self.own), ("Origin", "http://" + Self.own)]
    for method in ["GET", "OPTIONS", "PUT", "post"] {
      #expect(throws: Refusal.method(allowed: "POST")) { try route(method, "/rpc", headers) }
    }
    #expect(throws: Refusal.method(allowed: "GET")) { try route("POST", "/events", headers) }
    #expect(throws: Refusal.method(allowed: "GET, HEAD")) { try route("POST", "/", headers) }
    for path in ["/index.htm", "//", "/../app.js", "/app.js/", "app.js", "", "http://127.0.0.1:8480/", "*"] {
      #expect(throws: Refusal.unknown) { try route("GET", path, headers) }
    }
  }

  @Test("the token is what follows the word Bearer")
  func token() {
    func token(_ value: String) -> String? {
      RequestHead(method: "POST", path: "/rpc", headers: [("authorization", value)]).token
    }
    #expect(token("Bearer abc") == "abc")
    #expect(token("bearer abc") == "abc")
    #expect(token("Basic abc") == nil)
  }

  @Test("a page of a portal may lead to the page for portals, where there is any, and to nothing else")
  func portals() throws {
    let gate = RequestGate(
      port: 8480, assets: ["index.html", "handoff.html", "self.html"], portals: ["https://portal.example"])
    let from = [
      ("Host", Self.own), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
      ("Sec-Fetch-Dest", "document"),
    ]
    func get(_ path: String, _ more: [(String, String)], _ gate: RequestGate) -> Bool {
      (try? gate.route(RequestHead(method: "GET", path: path, headers: from + more))) != nil
    }
    #expect(get("/handoff.html", [], gate))
    #expect(get("/handoff.html", [("Referer", "https://portal.example/a?b#c")], gate))
    #expect(!get("/handoff.html", [("Referer", "https://portal.example.evil/")], gate))
    #expect(!get("/handoff.html", [("Referer", "https://evil.example/https://portal.example/")], gate))
    #expect(!get("/handoff.html", [("Referer", "")], gate))
    #expect(!get("/self.html", [], gate))
    let none = RequestGate(port: 8480, assets: ["index.html", "handoff.html"])
    #expect(!get("/handoff.html", [], none) && get("/", [], none))
  }
}
