import Emulation
import TestSupport
import Testing

@Suite("A USB reader under the real libusb", .timeLimit(.minutes(2)))
struct USBLinkTests {
  @Test("is identified and read in both wirings", arguments: MockUSBReader.Wiring.allCases)
  func read(wiring: MockUSBReader.Wiring) async throws {
    let bench = try await USBBench(wiring)
    #expect(try await bench.ask("identify") == "05.01-20101129-0001228293-0296863149")
    #expect(try await bench.ask("find") == "true")
    #expect(try await bench.ask("read") == USBBench.printed(USBBench.card))
    #expect(try await bench.ask("find") == "false")
    try await bench.lay("other")
    #expect(try await bench.ask("find") == "true")
    #expect(try await bench.ask("read") == USBBench.printed(USBBench.otherCard))
    await bench.end()
  }

  @Test(
    "is read in packets of any size", arguments: MockUSBReader.Wiring.allCases, [63, 64, 65, 500])
  func packets(wiring: MockUSBReader.Wiring, size: Int) async throws {
    let bench = try await USBBench(wiring)
    try await bench.reader.do("fault any packets \(size)")
    #expect(try await bench.ask("find") == "true")
    #expect(try await bench.ask("read") == USBBench.printed(USBBench.card))
    await bench.end()
  }

  @Test("gets its kernel driver back when it is closed", arguments: MockUSBReader.Wiring.allCases)
  func kernelDriver(wiring: MockUSBReader.Wiring) async throws {
    let bench = try await USBBench(wiring, isOpened: false)
    try await bench.reader.do("driver on")
    try await bench.plug()
    #expect(try await bench.ask("open \(bench.reader.id())") == "done")
    #expect(try await bench.ask("identify").hasPrefix("05.01-"))
    _ = try await bench.reader.bridge.outputLine { $0 == "detached" }
    #expect(bench.reader.bridge.output.filter { $0 == "detached" || $0 == "attached" } == ["detached"])
    #expect(try await bench.ask("close") == "done")
    // The bridge says it on its own pipe, a moment before or after the program's answer.
    _ = try await bench.reader.bridge.outputLine { $0 == "attached" }
    #expect(
      bench.reader.bridge.output.filter { $0 == "detached" || $0 == "attached" } == ["detached", "attached"])
    await bench.end()
  }

  @Test("is refused with a reason when its node is closed to the user, and opens once it is not")
  func access() async throws {
    let bench = try await USBBench(isOpened: false)
    try await bench.plug()
    try await bench.reader.do("access off")
    #expect(try await bench.ask("open \(bench.reader.id())") == "failed reader.accessDenied")
    try await bench.reader.do("access on")
    #expect(try await bench.ask("open \(bench.reader.id())") == "done")
    await bench.end()
  }

  @Test("is busy while another program has it, and free when that one ends")
  func busy() async throws {
    let bench = try await USBBench()
    let other = try RunningProgram(Programs.path("USBProbe"), environment: bench.reader.environment)
    _ = try await other.outputLine { $0.hasPrefix("arrived ") }
    other.write("open \(bench.reader.id())")
    #expect(try await other.outputLine { $0.hasPrefix("open ") } == "open failed reader.busy")
    #expect(try await bench.ask("close") == "done")
    other.write("open \(bench.reader.id())")
    #expect(try await other.outputLine { $0 == "open done" } == "open done")
    other.closeInput()
    await other.wait()
    await bench.end()
  }

  static let steps: [(command: String, request: String, word: String)] = [
    ("identify", "12FF", "id"), ("find", "2001", "find"), ("read", "2002", "select"),
    ("read", "3001", "read"),
  ]

  @Test(
    "that is pulled out in any step is gone at once, and works when it is plugged in again",
    arguments: MockUSBReader.Wiring.allCases, steps)
  func unplugged(
    wiring: MockUSBReader.Wiring, step: (command: String, request: String, word: String)
  ) async throws {
    let bench = try await USBBench(wiring)
    if step.command == "read" { #expect(try await bench.ask("find") == "true") }
    try await bench.reader.do("fault \(step.word) drop")
    let before = bench.begin(step.command)
    try await bench.reader.event("request \(step.request)")
    try await bench.reader.do("unplug")
    #expect(try await bench.answer(to: step.command, after: before) == "failed reader.gone")
    _ = try await bench.probe.outputLine { $0 == "left \(bench.reader.id())" }
    #expect(try await bench.ask("find") == "failed reader.gone")
    #expect(try await bench.ask("close") == "done")

    try await bench.reader.do("fault clear")
    try await bench.plug()
    #expect(try await bench.ask("open \(bench.reader.id())") == "done")
    #expect(try await bench.ask("find") == "true")
    #expect(try await bench.ask("read") == USBBench.printed(USBBench.card))
    await bench.end()
  }

  @Test("that stops answering without a word of the kernel is gone as well")
  func yanked() async throws {
    let bench = try await USBBench()
    try await bench.reader.do("fault find drop")
    let before = bench.begin("find")
    try await bench.reader.event("request 2001")
    try await bench.reader.do("yank")
    #expect(try await bench.answer(to: "find", after: before) == "failed reader.gone")
    await bench.end()
  }

  @Test("is reset after a silence and works again", arguments: MockUSBReader.Wiring.allCases)
  func reset(wiring: MockUSBReader.Wiring) async throws {
    let bench = try await USBBench(wiring)
    try await bench.reader.do("fault find drop x1")
    let before = bench.begin("find")
    try await bench.reader.event("request 2001")
    bench.probe.write("cancel")
    #expect(try await bench.answer(to: "find", after: before) == "failed service.stopping")
    #expect(bench.reader.count("reset") == 0)
    #expect(try await bench.ask("find") == "true")
    #expect(bench.reader.count("reset") == 1)
    #expect(try await bench.ask("read") == USBBench.printed(USBBench.card))
    await bench.end()
  }
}
