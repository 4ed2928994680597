import LinuxPlatform
import TestSupport
import Testing

@Suite("A library that a daemon opens when it needs it", .timeLimit(.minutes(1)))
struct LateLibraryTests {
  @Test("is in it only where it has a use for it", arguments: [false, true])
  func opened(hasPage: Bool) async throws {
    let folder = try ScratchFolder()
    let configuration = Kiosk.standInPortraits + (hasPage ? "page.port = 0\n" : "")
    let daemon = try Kiosk.startCounterDaemon(folder, folder.write(configuration, to: "idkiosk.conf"))
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    let maps = String(decoding: try Files.read("/proc/\(daemon.pid)/maps", limit: 1 << 20), as: UTF8.self)
    #expect(maps.contains("/libcrypto.so."))
    #expect(maps.contains("/libmicrohttpd.so.") == hasPage)
    #expect(!maps.contains("/libcurl.so."))
    #expect(!maps.contains("/libpq.so."))
    #expect(await daemon.stop() == 0)
  }
}
