import TestSupport
import Testing

@Suite("The source of USB readers", .timeLimit(.minutes(2)))
struct USBSourceTests {
  @Test("tells of plugging and unplugging, by the same name at the same place, with the node as it is now")
  func events() async throws {
    let bench = try await USBBench(isOpened: false)
    let id = bench.reader.id()
    for _ in 0..<3 {
      try await bench.plug()
      let lefts = bench.probe.output.filter { $0 == "left \(id)" }.count
      try await bench.reader.do("unplug")
      try await bench.probe.output { $0.filter { $0 == "left \(id)" }.count > lefts }
    }
    let nodes = bench.reader.bridge.output.compactMap { line in
      line.hasPrefix("plugged ") ? "/dev/bus/usb/001/0" + line.dropFirst("plugged ".count) : nil
    }
    #expect(Set(nodes).count == 3)
    #expect(
      bench.probe.output.dropFirst()
        == nodes.flatMap { ["arrived \(id) \($0) Virtual SAM reader", "left \(id)"] }[...])
    await bench.end()
  }

  @Test("finds what was there before it began, and tells two readers of one kind apart")
  func two() async throws {
    let reader = try await MockUSBReader(ports: [1, 3])
    try await reader.do("plug", port: 1)
    try await reader.do("plug", port: 3)
    let probe = try RunningProgram(Programs.path("USBProbe"), environment: reader.environment)
    let lines = try await probe.output { $0.filter { $0.hasPrefix("arrived ") }.count == 2 }
    let ids = Set(lines.filter { $0.hasPrefix("arrived ") }.map { $0.split(separator: " ")[1] })
    #expect(ids == ["usb-0400-c35a-1-1", "usb-0400-c35a-1-3"])
    try await reader.do("unplug", port: 3)
    _ = try await probe.outputLine { $0 == "left usb-0400-c35a-1-3" }
    #expect(!probe.output.contains("left usb-0400-c35a-1-1"))
    probe.closeInput()
    #expect(await probe.wait() == 0)
    await reader.stop()
  }

  @Test(
    "that went and came back under another address without an event is found when it is asked something",
    arguments: MockUSBReader.Wiring.allCases)
  func silentReplug(wiring: MockUSBReader.Wiring) async throws {
    let bench = try await USBBench(wiring)
    let id = bench.reader.id()
    try await bench.reader.do("events off")
    try await bench.reader.do("replug")
    try await bench.reader.do("events on")
    #expect(bench.probe.output.allSatisfy { !$0.hasPrefix("left") })
    #expect(try await bench.ask("find") == "failed reader.gone")
    try await bench.probe.output {
      $0.contains("left \(id)") && $0.count { $0.hasPrefix("arrived \(id) ") } == 2
    }
    let nodes = Set(bench.probe.output.filter { $0.hasPrefix("arrived \(id)") })
    #expect(nodes.count == 2)
    #expect(try await bench.ask("open \(id)") == "done")
    #expect(try await bench.ask("find") == "true")
    #expect(try await bench.ask("read") == USBBench.printed(USBBench.card))
    await bench.end()
  }

  @Test("that is away longer has left, and comes back, all without an event; events are heard again then")
  func silentlyAway() async throws {
    let bench = try await USBBench()
    let id = bench.reader.id()
    try await bench.reader.do("events off")
    try await bench.reader.do("unplug")
    #expect(try await bench.ask("find") == "failed reader.gone")
    _ = try await bench.probe.outputLine { $0 == "left \(id)" }
    try await bench.reader.do("plug")
    try await bench.probe.output { $0.count { $0.hasPrefix("arrived \(id) ") } == 2 }
    try await bench.reader.do("events on")
    try await bench.reader.do("replug")
    try await bench.probe.output { $0.count { $0.hasPrefix("arrived \(id) ") } == 3 }
    #expect(try await bench.ask("open \(id)") == "done")
    #expect(try await bench.ask("find") == "true")
    await bench.end()
  }

  @Test("says what is wrong and goes on where libusb cannot start at all")
  func withoutUSB() async throws {
    let probe = try RunningProgram(Programs.path("USBProbe"), ["--without-usb"])
    #expect(try await probe.outputLine { _ in true } == "problem reader.openFailed")
    probe.closeInput()
    #expect(await probe.wait() == 0)
    #expect(probe.output.allSatisfy { !$0.hasPrefix("arrived") })
  }
}
