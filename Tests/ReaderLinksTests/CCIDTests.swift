import TestSupport
import Testing

/// The real pcscd with the real libccid; the reader on the bus and the card on it are ours.
@Suite("A CCID reader", .timeLimit(.minutes(3)))
struct CCIDTests {
  private let id = VirtualCCIDReader.id

  @Test("tells of cards by itself and gives their exact blocks")
  func cards() async throws {
    let bench = try await CCIDBench()
    try await bench.probe.said("arrived \(id) \(VirtualCCIDReader.name) 00 00")
    #expect(try await bench.probe.read(id) == "none")
    for round in 1...2 {
      try await bench.reader.do("put " + bench.card.file)
      try await bench.probe.said("card \(id) present \(round)")
      #expect(try await bench.probe.read(id) == bench.card.content)
      try await bench.reader.do("lift")
      try await bench.probe.said("card \(id) absent \(round)")
    }
    try await bench.reader.do("put ordinary")
    try await bench.probe.said("card \(id) present 3")
    #expect(try await bench.probe.read(id) == "failed card.needsSAM")
    #expect(await bench.end().last == "stopped")
  }

  @Test("unplugged at any command of a read is gone, and reads when it is plugged in again")
  func unplugged() async throws {
    let bench = try await CCIDBench()
    let steps = FullRun.isAsked ? Array(1...6) : [1, 4, 6]
    try await bench.reader.do("put " + bench.card.file)
    for (round, step) in steps.enumerated() {
      try await bench.probe.said("card \(id) present \(round + 1)")
      try await bench.reader.do("fault unplug-at \(step)")
      #expect(try await bench.probe.read(id) == "failed reader.gone", "at \(step)")
      try await bench.probe.said("left \(id)", times: round + 1)
      #expect(try await bench.probe.read(id) == "failed reader.gone")
      try await bench.reader.do("plug")
      try await bench.probe.said("arrived \(id)", times: round + 2)
      try await bench.probe.said("card \(id) present \(round + 2)")
      #expect(try await bench.probe.read(id) == bench.card.content, "after \(step)")
    }
    #expect(await bench.end().last == "stopped")
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var words: String
    var reason: String
    var testDescription: String { words }
  }
  static let wrongAnswers = [
    Fault(words: "pull-at 3", reason: "card.removed"),
    Fault(words: "swap-at 3 ordinary", reason: "card.removed"),
    Fault(words: "status-at 3 6F00", reason: "card.readFailed"),
    Fault(words: "cut-at 3 12", reason: "card.removed"),
    Fault(words: "error-at 3 FB", reason: "card.removed"),
  ]

  @Test("whose answers go wrong says so and reads on")
  func wrong() async throws {
    let bench = try await CCIDBench()
    for (round, fault) in Self.wrongAnswers.enumerated() {
      try await bench.reader.do("lift")
      let before = bench.probe.program.output.count { $0.hasPrefix("card \(id) present") }
      try await bench.reader.do("put " + bench.card.file)
      try await bench.probe.said("card \(id) present", times: before + 1)
      try await bench.reader.do("fault " + fault.words)
      #expect(try await bench.probe.read(id) == "failed \(fault.reason)", "\(fault.words)")
      let seen = bench.probe.program.output.count { $0.hasPrefix("card \(id) present") }
      try await bench.reader.do("put " + bench.card.file)
      try await bench.probe.said("card \(id) present", times: seen + 1)
      #expect(try await bench.probe.read(id) == bench.card.content, "after \(fault.words), \(round)")
    }
    #expect(await bench.end().last == "stopped")
  }

  @Test("whose endpoint halts reads again once it was plugged in anew, which is all that helps")
  func halted() async throws {
    let bench = try await CCIDBench()
    try await bench.reader.do("put " + bench.card.file)
    try await bench.probe.said("card \(id) present 1")
    try await bench.reader.do("fault stall-at 3")
    #expect(try await bench.probe.read(id) == "failed card.removed")
    try await bench.reader.do("unplug")
    try await bench.probe.said("left \(id)")
    try await bench.reader.do("plug")
    try await bench.probe.said("arrived \(id)", times: 2)
    try await bench.probe.said("card \(id) present", times: 2)
    #expect(try await bench.probe.read(id) == bench.card.content)
    #expect(await bench.end().last == "stopped")
  }

  @Test("that takes its time, or asks for more, is read all the same")
  func harmless() async throws {
    let bench = try await CCIDBench()
    try await bench.reader.do("put " + bench.card.file)
    try await bench.probe.said("card \(id) present 1")
    for fault in ["delay-at 2 300", "more-time-at 2 3"] {
      try await bench.reader.do("fault " + fault)
      #expect(try await bench.probe.read(id) == bench.card.content, "\(fault)")
    }
    #expect(await bench.end().last == "stopped")
  }
}

/// A CCID reader, a program with the real libpcsclite that watches it, and a card of nobody.
struct CCIDBench {
  let reader: VirtualCCIDReader
  let probe: ProbeRun
  let card: CardObject

  init() async throws {
    reader = try await VirtualCCIDReader()
    probe = try ProbeRun(reader.folder)
    card = try CardObject(reader.folder, seed: 21)
    try await probe.said("arrived ")
  }

  /// Ends the program, then the reader; every line the program said.
  func end() async -> [String] {
    let lines = await probe.end()
    await reader.stop()
    return lines
  }
}
