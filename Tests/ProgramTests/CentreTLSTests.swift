import Foundation
import TestSupport
import Testing

@Suite("A central archive over TLS", .timeLimit(.minutes(3)))
struct CentreTLSTests {
  private func initialize(_ folder: ScratchFolder) async throws -> Kiosk.Answer {
    try await Kiosk.client(
      [
        "archive", "init", "--json", "--state-dir", folder.file("state"), "--config",
        folder.file("idkiosk.conf"),
      ],
      in: folder)
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
