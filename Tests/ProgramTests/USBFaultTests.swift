import TestSupport
import Testing

@Suite("A USB reader that fails", .timeLimit(.minutes(2)))
struct USBFaultTests {
  struct Fault: CustomTestStringConvertible {
    var words: String
    var reason: String
    /// Whether the module tried the card twice, with a reset between.
    var isRetried = false
    var testDescription: String { words }
  }

  static let statusFaults = [
    Fault(words: "read status 41", reason: "card.readFailed", isRetried: true),
    Fault(words: "select status 31", reason: "card.notGenuine", isRetried: true),
    Fault(words: "read status 32", reason: "card.notGenuine", isRetried: true),
    Fault(words: "select status 40", reason: "card.notRecognised", isRetried: true),
    Fault(words: "find status 60", reason: "reader.selfTestFailed"),
    Fault(words: "find status 66", reason: "reader.notAuthorised"),
    Fault(words: "read status 21", reason: "reader.refusedCommand"),
  ]

  static let garbledFaults = [
    Fault(words: "find checksum", reason: "reader.badAnswer"),
    Fault(words: "select checksum", reason: "reader.badAnswer"),
    Fault(words: "read checksum", reason: "reader.badAnswer"),
    Fault(words: "select length 3", reason: "reader.badAnswer"),
    Fault(words: "read length 20", reason: "reader.badAnswer"),
    Fault(words: "read length 65535", reason: "reader.badAnswer"),
    Fault(words: "find endless", reason: "reader.badAnswer"),
    Fault(words: "read endless", reason: "reader.badAnswer"),
  ]

  static let silentFaults = [
    Fault(words: "find drop", reason: "reader.timeout"),
    Fault(words: "select cut 9", reason: "reader.timeout"),
    Fault(words: "read drop", reason: "reader.timeout"),
    Fault(words: "read cut 700", reason: "reader.timeout"),
  ]

  /// Lets every fault happen, and after each reads another card without restarting anything.
  private func check(_ faults: [Fault], _ window: USBWindow) async throws {
    for (index, fault) in faults.enumerated() {
      try await window.reader.do("card \(index % 2 + 1)")
      let resets = try await window.requests("10FF")
      try await window.reader.do("fault " + fault.words)
      let failed = try await window.read()
      #expect(failed.status != 0)
      #expect(failed.json.names == ["error"])
      #expect(Set(failed.json["error"].names).isSuperset(of: ["action", "message", "reason", "retry"]))
      #expect(failed.json.reason == fault.reason, "\(fault.words)")
      let after = try await window.requests("10FF")
      #expect(after - resets == (fault.isRetried ? 1 : 0), "\(fault.words)")
      try await window.reader.do("fault clear")
      let card = try ExpectedCard(USBReadingTests.cards[index % 4].0)
      try await window.reader.do("card " + card.path)
      card.expect(try await window.read().json, "after \(fault.words)")
    }
    await window.stop()
  }

  @Test("with a status says which, after one more try where the card may be at fault, and then reads on")
  func statuses() async throws { try await check(Self.statusFaults, try await USBWindow()) }

  @Test("with garbled answers says so and reads on", arguments: MockUSBReader.Wiring.allCases)
  func garbled(wiring: MockUSBReader.Wiring) async throws {
    try await check(Self.garbledFaults, try await USBWindow(wiring))
  }

  @Test("that falls silent is given up in time and reads on", arguments: silentFaults)
  func silent(fault: Fault) async throws { try await check([fault], try await USBWindow()) }

  @Test("that fails its self-test when it is plugged in is shown as unusable, and reads once it passes")
  func selfTest() async throws {
    let window = try await USBWindow { reader in
      try await reader.do("fault status status 60")
      try await reader.do("card 1")
      try await reader.do("plug")
    }
    let listed = try await window.settled()
    #expect(listed["state"].text == "failed")
    #expect(listed["failure"]["reason"].text == "reader.selfTestFailed")
    #expect(try await window.read().json.reason == "reader.selfTestFailed")
    try await window.reader.do("fault clear")
    #expect(try await window.read().status == 0)
    let again = try await window.kiosk.client("readers", "--json").json["readers"][0]
    #expect(again["state"].text == "ready")
    await window.stop()
  }

  @Test("whose card is taken away between two steps says so", arguments: ["select", "read"])
  func takenAway(before step: String) async throws {
    let window = try await USBWindow(card: "1")
    try await window.reader.do("fault \(step) lift x1")
    #expect(try await window.read().json.reason == "card.removed")
    try await window.reader.do("card 2")
    #expect(try await window.read().status == 0)
    await window.stop()
  }

  @Test(
    "whose card is swapped between two steps reads the other one whole, never a part of the first",
    arguments: ["select", "read"])
  func swapped(before step: String) async throws {
    let window = try await USBWindow(card: Cards.path("citizen-ordinary"))
    let other = try ExpectedCard("permit-taiwan")
    try await window.reader.do("fault \(step) swap \(other.path) x1")
    other.expect(try await window.read("--file").json)
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 1)
    await window.stop()
  }

  static let lateSteps = [("find", 2_200), ("select", 2_200), ("read", 5_500)]

  @Test(
    "whose answer comes a tenth of its time too late never gives it to the next person", arguments: lateSteps)
  func late(step: (word: String, milliseconds: Int)) async throws {
    let window = try await USBWindow(card: Cards.path("citizen-ordinary"))
    let next = try ExpectedCard("foreigner2023-linked")
    try await window.reader.do("fault \(step.word) delay \(step.milliseconds) x1")
    #expect(try await window.read("--file").json.reason == "reader.timeout")
    try await window.reader.do("card " + next.path)
    next.expect(try await window.read("--file").json)
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 1)
    await window.stop()
  }
}
