import LinuxPlatform
import TestSupport
import Testing

@Suite("Where the page is served", .timeLimit(.minutes(2)))
struct PageStartTests {
  /// A counter daemon alone, with these lines of configuration.
  private func daemon(_ lines: String, in folder: ScratchFolder) throws -> RunningProgram {
    try Kiosk.startCounterDaemon(folder, try folder.write(lines + "\n", to: "idkiosk.conf"))
  }

  @Test("there is no page unless it is switched on", arguments: ["", "page.port = off"])
  func off(lines: String) async throws {
    let daemon = try daemon(lines, in: try ScratchFolder())
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    #expect(!daemon.errors.contains { $0.contains("page") })
    #expect(await daemon.stop() == 0)
  }

  @Test(
    "a port that another program has on either loopback address is not shared with it",
    arguments: [LoopbackSocket.Address.version4, .version6])
  func portInUse(address: LoopbackSocket.Address) async throws {
    let folder = try ScratchFolder()
    // A port that is free on the other address, too: it was given out while both were held.
    let first = try LoopbackSocket.listen(on: .version4, port: 0)
    let port = try LoopbackSocket.port(of: first.raw)
    let held = address == .version4 ? first : try LoopbackSocket.listen(on: .version6, port: port)
    let daemon = try daemon("page.port = \(port)", in: folder)
    #expect(await daemon.wait() == 69)
    #expect(daemon.errors.contains { $0.contains("reason=start.pageUnusable") })
    withExtendedLifetime(held) {}
  }
}
