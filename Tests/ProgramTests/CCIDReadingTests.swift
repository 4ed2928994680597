import TestSupport
import Testing

@Suite("Reading a card over a CCID reader", .timeLimit(.minutes(FullRun.isAsked ? 30 : 3)))
struct CCIDReadingTests {
  @Test(
    "a card is read and filed, document and portrait, whatever stands behind the reader",
    arguments: VirtualCCIDReader.Module.allCases)
  func reading(module: VirtualCCIDReader.Module) async throws {
    let window = try await CCIDWindow(module)
    let card = try ExpectedCard("citizen-ordinary")
    try await window.reader.do("put " + card.path)
    let answer = try await window.read("--file")
    card.expect(answer.json, "\(answer.errors)")
    #expect(answer.json["reader"]["id"].text == VirtualCCIDReader.id)
    #expect(answer.json["reader"]["link"].text == "pcsc")
    let samID = module == .pages ? nil : "05.01-20101129-0001228293-0296863149"
    #expect(answer.json["reader"]["samId"].text == samID)
    #expect(answer.json["filing"]["outcome"].text == "filed")
    await window.stop()
  }

  @Test(
    "unplugged in mid-read the reader is gone, and reads when it is plugged in again",
    arguments: VirtualCCIDReader.Module.allCases)
  func unplugged(module: VirtualCCIDReader.Module) async throws {
    let window = try await CCIDWindow(module)
    let card = try ExpectedCard("permit-macao")
    let before = window.commands
    try await window.lay(card)
    card.expect(try await window.read().json)
    // How many commands a whole read has depends a little on when pcscd has powered the card.
    let middle = (window.commands - before) / 2 + 1
    for step in FullRun.isAsked ? 1...100 : middle...middle {
      try await window.plugAnew()
      try await window.reader.do("fault unplug-at \(step)")
      let left = window.watcher.count { $0["params"]["present"].flag == false }
      let begun = window.commands
      try await window.lay(card)
      let broken = try await window.read()
      if broken.status == 0 {
        // The plug was pulled at every command if this read had no such one; what the reader says is in order.
        try await window.reader.do("fault clear")
        try #require(step > 4 && window.commands - begun == step - 1, "at \(step)")
        card.expect(broken.json)
        break
      }
      try #require(broken.json.reason == "reader.gone", "at \(step)")
      try await window.gone(left + 1)
      #expect(try await window.read().json.reason == "reader.none")
      try await window.plug()
      card.expect(try await window.read().json, "after \(step)")
    }
    await window.stop()
  }

  @Test("a module's card that was taken off the slot is not given again, nor in the place of the next one")
  func takenOff() async throws {
    let window = try await CCIDWindow(.apdu)
    let (first, second) = (try ExpectedCard("citizen-ordinary"), try ExpectedCard("permit-taiwan"))
    try await window.lay(first)
    let answer = try await window.read()
    first.expect(answer.json)
    // As it lies there it is the same reading.
    #expect(try await window.read().json["session"].text == answer.json["session"].text)
    // Read at once, often before pcscd has seen the exchange.
    try await window.lay(second)
    second.expect(try await window.read().json)
    try await window.reader.do("lift")
    #expect(try await window.read(timeout: 0).json.reason == "card.timeout")
    await window.stop()
  }

  @Test(
    "a card exchanged for another between finding and reading ends the session, and the other is read whole")
  func exchanged() async throws {
    let window = try await CCIDWindow()
    let (first, second) = (try ExpectedCard("citizen-ordinary"), try ExpectedCard("permit-taiwan"))
    // The first page is asked for when the card is found.
    try await window.reader.do("fault swap-at 2 \(second.path)")
    try await window.reader.do("put " + first.path)
    let broken = try await window.read("--file")
    #expect(broken.json.reason == "card.removed")
    #expect(!broken.json["document"].exists)
    let found = try await window.watcher.line { $0["params"]["state"].text == "found" }["params"]["session"]
      .text
    let ended = try await window.watcher.line { $0["params"]["state"].text == "ended" }["params"]["session"]
      .text
    #expect(found != nil && found == ended)
    let answer = try await window.read("--file")
    second.expect(answer.json)
    #expect(answer.json["session"].text != found)
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 1)
    await window.stop()
  }
}
