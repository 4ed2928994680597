import LinuxPlatform
import TestSupport
import Testing

@Suite("Two daemons that start at once", .timeLimit(.minutes(1)))
struct StartAtOnceTests {
  @Test("the one that comes second is refused even before the first one listens")
  func secondStarter() async throws {
    let folder = try ScratchFolder()
    // What the first one holds from before it looks whether the path is free.
    let first = try FileLock(path: folder.file("reader.sock.lock"))
    let second = try Kiosk.startReaderDaemon(folder, "usb", [:], folder.file("none.conf"))
    #expect(await second.wait() == 69)
    #expect(second.errors.contains { $0.hasSuffix("reason=start.socketInUse") })
    withExtendedLifetime(first) {}
  }
}
