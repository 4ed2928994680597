import TestSupport
import Testing

@Suite("Many days at one window", .timeLimit(.minutes(FullRun.isAsked ? 30 : 3)))
struct LongDaysTests {
  private static func figure(_ label: String, _ run: RunningProgram) -> Int? {
    run.output.first { $0.hasPrefix("  \(label)  ") }?.split(separator: " ").last.flatMap { Int($0) }
  }

  /// Runs days of so many swipes and expects nothing lost, nothing double, and that things did happen.
  private func days(_ swipes: Int, _ more: String..., happened: [String]) async throws {
    let folder = try ScratchFolder()
    let run = try RunningProgram(
      Programs.path("idkiosk-bench"), ["--days", "\(swipes)", "--folder", folder.path] + more)
    #expect(await run.wait() == 0, "\(run.output) \(run.errors.suffix(5))")
    #expect(run.output.first?.hasPrefix("seed ") == true)
    #expect(Self.figure("lost", run) == 0)
    #expect(Self.figure("double", run) == 0)
    #expect(Self.figure("swipes", run) ?? 0 >= swipes)
    for label in happened { #expect(Self.figure(label, run) ?? 0 > 0, "\(label): \(run.output)") }
  }

  @Test("of kills, plugs, full disks and stepped clocks lose no card and count none double")
  func link() async throws {
    let often = [
      "window ended by KILL", "window ended at a write", "window stopped and started", "reader pulled out",
      "card lifted in mid-read", "disk full", "clock stepped", "cards swiped once more",
    ]
    try await days(FullRun.isAsked ? 20_000 : 120, happened: FullRun.isAsked ? often : [])
  }

  @Test("and a central database that is lost in the middle of it, lose no card and count none double")
  func centre() async throws {
    try await days(
      FullRun.isAsked ? 5_000 : 100, "--over", "centre",
      happened: FullRun.isAsked ? ["database lost", "cards told to wait", "window ended by KILL"] : [])
  }

  @Test(
    "with the daemons as they ship, over the real libusb and a real pcscd, neither",
    .enabled(if: FullRun.isAsked), arguments: ["usb", "pcsc"])
  func daemons(link: String) async throws {
    try await days(150, "--over", link, happened: [])
  }

  @Test("that are ended early are checked as far as they went", arguments: ["link", "centre"])
  func early(link: String) async throws {
    let folder = try ScratchFolder()
    let run = try RunningProgram(
      Programs.path("idkiosk-bench"), ["--days", "1000000", "--over", link, "--folder", folder.path])
    _ = try await run.outputLine { $0.hasPrefix("day 1:") }
    #expect(await run.stop() == 0, "\(run.output) \(run.errors.suffix(5))")
    #expect(Self.figure("lost", run) == 0)
    #expect(Self.figure("double", run) == 0)
    #expect(Self.figure("swipes", run).map { (1..<1_000_000).contains($0) } == true, "\(run.output)")
  }

  @Test("of several windows side by side are counted together")
  func windows() async throws {
    let folder = try ScratchFolder()
    let run = try RunningProgram(
      Programs.path("idkiosk-bench"),
      ["--days", "31", "--windows", "2", "--seed", "7", "--folder", folder.path])
    #expect(await run.wait() == 0, "\(run.output) \(run.errors.suffix(5))")
    for (window, seed) in [(1, 7), (2, 8)] {
      #expect(run.output.contains { $0.hasPrefix("window \(window): seed \(seed): ") })
      #expect(run.output.contains { $0.hasPrefix("window \(window): day 1: ") })
    }
    #expect(Self.figure("swipes", run) ?? 0 >= 32)
    #expect(Self.figure("lost", run) == 0)
    #expect(Self.figure("double", run) == 0)
  }

  @Test(
    "a card that was taken out of the archive, or stands there twice, is found",
    arguments: ["lost", "double"], ["link", "centre"])
  func planted(what: String, link: String) async throws {
    let folder = try ScratchFolder()
    let run = try RunningProgram(
      Programs.path("idkiosk-bench"),
      ["--days", "15", "--over", link, "--seed", "1", "--plant", what, "--folder", folder.path])
    #expect(await run.wait() == 1)
    #expect(Self.figure(what, run) ?? 0 > 0, "\(run.output)")
    #expect(run.output.last == "NOT AS IT MUST BE")
  }
}

@Suite("Readers plugged in and out all day", .timeLimit(.minutes(FullRun.isAsked ? 10 : 3)))
struct PlugCyclesTests {
  @Test("of every shape read as before, and leave no thread, descriptor or claim")
  func cycles() async throws {
    let run = try RunningProgram(
      Programs.path("idkiosk-bench"), ["--plugs", FullRun.isAsked ? "10000" : "600"])
    #expect(await run.wait() == 0, "\(run.output) \(run.errors.suffix(5))")
    let lines = run.output.filter { $0.hasPrefix("  ") }.dropFirst().map { $0.split(separator: " ") }
    #expect(lines.count == 12)
    // Most were pulled out before their card was read.
    for words in lines { #expect((words.dropFirst(2).first.flatMap { Int($0) } ?? 0) > 0, "\(words)") }
  }
}
