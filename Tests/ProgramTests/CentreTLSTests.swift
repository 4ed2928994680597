import Foundation
import TestSupport
import Testing

@Suite("A central archive over TLS", .timeLimit(.minutes(3)))
struct CentreTLSTests {
  private static let name = "centre.example"

  /// A server with a certificate for `name` that an authority of the test's own signed, on an address of its own: every
  /// address of 127.0.0.0/8 is this machine, so no two runs meet.
  private struct Centre {
    let server: PostgreSQLServer
    let folder: ScratchFolder
    let address: String

    init() async throws {
      folder = try ScratchFolder()
      for authority in ["ours", "theirs"] {
        try await Self.openssl(
          ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"]
            + [
              "-subj", "/CN=\(authority)", "-keyout", folder.file("\(authority).key"), "-out",
              folder.file("\(authority).pem"),
            ])
      }
      try folder.write("subjectAltName = DNS:\(name)\n", to: "names")
      try await Self.openssl(
        [
          "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
          "/CN=\(name)",
        ]
          + ["-keyout", folder.file("server.key"), "-out", folder.file("server.csr")])
      try await Self.openssl(
        ["x509", "-req", "-days", "30", "-in", folder.file("server.csr"), "-CA", folder.file("ours.pem")]
          + ["-CAkey", folder.file("ours.key"), "-CAcreateserial", "-extfile", folder.file("names")]
          + ["-out", folder.file("server.pem")])
      address = "127.\((1...3).map { _ in "\(Int.random(in: 1...254))" }.joined(separator: "."))"
      var files: [String: String] = [:]
      for name in ["server.pem", "server.key"] {
        files[name] = try String(contentsOfFile: folder.file(name), encoding: .utf8)
      }
      server = try await PostgreSQLServer(
        settings: [
          "listen_addresses=\(address)", "ssl=on", "ssl_cert_file=server.pem", "ssl_key_file=server.key",
        ], access: ["hostssl all all 127.0.0.0/8 trust"], files: files)
    }

    /// A window's folder whose configuration trusts `authority` and asks for the server by `host`.
    func window(host: String, authority: String, mode: String = "verify-full") throws -> ScratchFolder {
      let window = try ScratchFolder()
      let target =
        "host=\(host) hostaddr=\(address) dbname=postgres user=idkiosk sslmode=\(mode) "
        + "sslrootcert=\(folder.file(authority + ".pem"))"
      try window.write("archive.postgresql = \(target)\n", to: "idkiosk.conf")
      return window
    }

    private static func openssl(_ words: [String]) async throws {
      let program = try RunningProgram("/usr/bin/openssl", words)
      guard await program.wait() == 0 else { throw TestFailure("openssl: \(program.errors.suffix(3))") }
    }
  }

  private func initialize(_ folder: ScratchFolder) async throws -> Kiosk.Answer {
    try await Kiosk.client(
      [
        "archive", "init", "--json", "--state-dir", folder.file("state"), "--config",
        folder.file("idkiosk.conf"),
      ],
      in: folder)
  }

  @Test(
    "a server whose certificate is right is spoken to over TLS; another authority's or another name's is refused in clear words"
  )
  func certificates() async throws {
    let centre = try await Centre()
    let window = try centre.window(host: Self.name, authority: "ours")
    let made = try await initialize(window)
    #expect(made.status == 0, "\(made.errors)\(made.output)")
    let daemon = try Kiosk.startCounterDaemon(window, window.file("idkiosk.conf"))
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    #expect(try await Kiosk.client(["person", "list", "--json"], in: window).json["total"].number == 0)
    let sealed = try await centre.server.sql(
      "SELECT DISTINCT version LIKE 'TLS%' FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_addr IS NOT NULL"
    )
    #expect(sealed == ["t"])

    for (host, authority) in [(Self.name, "theirs"), ("elsewhere.example", "ours")] {
      let other = try centre.window(host: host, authority: authority)
      let refused = try await initialize(other)
      #expect(refused.status != 0)
      #expect(refused.json["error"]["reason"].text == "archive.centreUntrusted", "\(refused.output)")
      #expect(!FileManager.default.fileExists(atPath: other.file("state/archive.wrapping-1.key")))
    }
    // A certificate that is not good any more stops no window: it reads on, and says why nothing is delivered.
    #expect(await daemon.stop() == 0)
    let bad = try centre.window(host: Self.name, authority: "theirs")
    let text = try String(contentsOfFile: bad.file("idkiosk.conf"), encoding: .utf8)
    let again = try Kiosk.startCounterDaemon(window, try window.write(text, to: "bad.conf"))
    _ = try await again.errorLine { $0.hasSuffix(": ready") }
    let status = try await Kiosk.client(["status", "--json"], in: window)
    #expect(status.json["archive"]["failure"]["reason"].text == "archive.centreUntrusted", "\(status.output)")
    #expect(await again.stop() == 0)
  }

  @Test("a server without TLS is refused where the window asks for it")
  func plain() async throws {
    let address = "127.\((1...3).map { _ in "\(Int.random(in: 1...254))" }.joined(separator: "."))"
    let server = try await PostgreSQLServer(
      settings: ["listen_addresses=\(address)"], access: ["host all all 127.0.0.0/8 trust"])
    let folder = try ScratchFolder()
    try folder.write(
      "archive.postgresql = host=\(address) dbname=postgres user=idkiosk sslmode=require\n",
      to: "idkiosk.conf")
    let refused = try await initialize(folder)
    #expect(refused.json["error"]["reason"].text == "archive.centreUntrusted", "\(refused.output)")
    await server.kill()
  }
}
