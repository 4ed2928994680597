import Testing

@testable import ClerkWeb

@Suite("Which requests are looked at")
struct RequestGateTests {
  private let gate = RequestGate(port: 8480, assets: ["index.html", "app.js"])

  private func route(_ method: String, _ path: String, _ headers: (String, String)...) throws
    -> RequestGate.Route
  {
    try gate.route(RequestHead(method: method, path: path, headers: headers))
  }

  @Test(
    "the page is given out under each name of this machine", arguments: ["127.0.0.1", "localhost", "[::1]"])
  func names(name: String) throws {
    #expect(try route("GET", "/", ("Host", "\(name):8480")) == .asset("index.html"))
    #expect(try route("GET", "/app.js", ("host", "\(name):8480")) == .asset("app.js"))
  }
}
