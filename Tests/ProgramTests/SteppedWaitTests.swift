import TestSupport
import Testing

@Suite("A daemon that waits for some time", .timeLimit(.minutes(1)))
struct SteppedWaitTests {
  private static func mayTrace() async -> Bool {
    guard let strace = try? RunningProgram("/usr/bin/strace", ["-qq", "-o", "/dev/null", "/bin/true"]) else {
      return false
    }
    return await strace.wait() == 0
  }

  /// What the kernel is asked for tells which clock a wait is on; nobody's clock is set back here.
  @Test(
    "does so on a clock that nobody can set: else it would wait for hours after the time of day was set back",
    .enabled("needs leave to trace", { await mayTrace() }))
  func clock() async throws {
    let folder = try ScratchFolder()
    // The watchdog is fed every five milliseconds.
    let daemon = try RunningProgram(
      "/usr/bin/strace",
      [
        "-f", "-qq", "-e", "trace=futex", Programs.path("idkiosk-readerd"), "--runtime-dir", folder.path,
        "--state-dir", folder.file("state"), "--links", "serial",
      ], environment: ["WATCHDOG_USEC": "10000", "WATCHDOG_PID": nil])
    let isTimed: @Sendable (String) -> Bool = { $0.contains("FUTEX_WAIT") && $0.contains("{tv_sec=") }
    let isSteady: @Sendable (String) -> Bool = { isTimed($0) && !$0.contains("FUTEX_CLOCK_REALTIME") }
    // libdispatch lets idle threads of its own end at a time of day, which may come late: they are more on a busy machine.
    let lines = try await daemon.errors { $0.filter(isSteady).count >= 15 || $0.filter(isTimed).count >= 600 }
    #expect(lines.filter(isSteady).count >= 15)
    await daemon.stop()
  }
}
