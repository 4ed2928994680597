import Foundation
import TestSupport
import Testing

/// The real pcscd and libpcsclite; only the card is ours.
@Suite("PC/SC readers", .timeLimit(.minutes(2)))
struct PCSCTests {
  private let first = VirtualReader.ids[0]
  private let second = VirtualReader.ids[1]

  @Test("a card is seen when it is laid, lifted and swapped, and both readers are told apart")
  func cards() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 1)
    try await probe.said("arrived \(first) Counter Card Reader 00 00")
    try await probe.said("arrived \(second) Counter Card Reader 00 01")
    try await reader.put(card.file)
    try await probe.said("card \(first) present 1")
    try await reader.put("ordinary", slot: 1)
    try await probe.said("card \(second) present 1")
    try await reader.put(card.file)
    try await probe.said("card \(first) present 2")
    try await reader.lift()
    try await probe.said("card \(first) absent 2")
    let lines = await probe.end()
    #expect(lines.filter { $0.hasPrefix("card \(first)") }.count == 4)
    #expect(lines.last == "stopped")
  }

  @Test("a card gives its exact blocks, again and again", arguments: [1_024, 0, 1_500])
  func reading(photo: Int) async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 2, photo: photo)
    try await reader.put(card.file)
    try await probe.said("card \(first) present")
    for _ in 0..<3 { #expect(try await probe.read(first) == card.content) }
  }

  @Test("an ordinary card needs a SAM, and an empty reader has no card")
  func ordinary() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    try await reader.put("ordinary")
    try await probe.said("card \(first) present")
    #expect(try await probe.read(first) == "failed card.needsSAM")
    #expect(try await probe.read(second) == "none")
  }

  @Test("a card pulled in the middle of any command is told as that, and the next one is read")
  func pulled() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 3)
    for command in 1...6 {
      try await reader.put(card.file)
      try await probe.said("card \(first) present \(command)")
      try await reader.command("fault pull-at \(command)")
      #expect(try await probe.read(first) == "failed card.removed")
      try await probe.said("card \(first) absent \(command)")
    }
    try await reader.put(card.file)
    try await probe.said("card \(first) present 7")
    #expect(try await probe.read(first) == card.content)
  }

  @Test("a wrong status and a short page are told apart, and the next reading is whole")
  func faults() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 4)
    try await reader.put(card.file)
    try await probe.said("card \(first) present")
    try await reader.command("fault status-at 3 6F00")
    #expect(try await probe.read(first) == "failed card.readFailed")
    try await reader.command("fault short-page 5")
    #expect(try await probe.read(first) == "failed reader.badAnswer")
    try await reader.command("fault status-at 1 6A82")
    #expect(try await probe.read(first) == "failed card.needsSAM")
    #expect(try await probe.read(first) == card.content)
  }

  @Test("a card that never answers holds up its own reader only, and lifting it ends the reading")
  func hanging() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 5)
    try await reader.put(card.file)
    try await reader.put(card.file, slot: 1)
    try await probe.said("card \(first) present")
    try await probe.said("card \(second) present")
    try await reader.command("fault hang-at 3")
    async let hung = probe.read(first)
    _ = try await reader.program.outputLine { $0 == "silent" }
    #expect(try await probe.read(second) == card.content)
    try await reader.lift()
    #expect(try await hung == "failed card.removed")
    try await probe.said("card \(first) absent")
  }

  @Test("the watching ends while a reading hangs")
  func endWhileHanging() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 6)
    try await reader.put(card.file)
    try await probe.said("card \(first) present")
    try await reader.command("fault hang-at 2")
    probe.program.write("read \(first)")
    _ = try await reader.program.outputLine { $0 == "silent" }
    #expect(await probe.end().last == "stopped")
  }

  @Test(
    "readers leave with pcscd and come again with it, and cards are new then", arguments: ["stop", "kill"])
  func restart(how: String) async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 7)
    try await reader.put(card.file)
    for round in 1...3 {
      try await probe.said("arrived \(first)", times: round)
      try await probe.said("card \(first) present \(round)")
      #expect(try await probe.read(first) == card.content)
      try await reader.command("pcscd \(how)")
      try await probe.said("left \(first)", times: round)
      try await probe.said("left \(second)", times: round)
      #expect(try await probe.read(second) == "failed reader.gone")
      try await reader.command("pcscd start")
    }
    try await probe.said("arrived \(first)", times: 4)
    #expect(await probe.end().last == "stopped")
  }

  @Test(
    "a pcscd that dies in the middle of a reading is a reader that is gone, and the reading can be done again"
  )
  func killedWhileReading() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 8)
    try await reader.put(card.file)
    try await probe.said("card \(first) present 1")
    try await reader.command("fault hang-at 4")
    async let broken = probe.read(first)
    _ = try await reader.program.outputLine { $0 == "silent" }
    try await reader.command("pcscd kill")
    #expect(try await broken == "failed reader.gone")
    try await reader.command("pcscd start")
    try await probe.said("card \(first) present 2")
    #expect(try await probe.read(first) == card.content)
  }

  @Test(
    "a pcscd that is started for its first client is followed, also when it is exchanged under its clients")
  func activated() async throws {
    let reader = try await VirtualReader()
    try await reader.command("pcscd activate")
    let card = try CardObject(reader.folder, seed: 11)
    try await reader.put(card.file)
    #expect(!reader.program.output.contains("pcscd activated"))
    let probe = try ProbeRun(reader.folder)
    for round in 1...3 {
      try await probe.said("arrived \(first)", times: round)
      try await probe.said("card \(first) present \(round)")
      #expect(try await probe.read(first) == card.content)
      // The socket stays, as in an upgrade: the next connection starts the new one.
      try await reader.command(round == 1 ? "pcscd kill" : "pcscd stop")
      try await probe.said("left \(first)", times: round)
    }
    try await probe.said("arrived \(first)", times: 4)
    #expect(await probe.end().last == "stopped")
    // It says so on a pipe of its own, perhaps after the probe.
    try await reader.program.output { lines in lines.count { $0 == "pcscd activated" } >= 4 }
    #expect(reader.program.output.count { $0 == "pcscd activated" } == 4)
  }

  @Test("pcscd may come later than we do, even its folder")
  func lateDaemon() async throws {
    let folder = try ScratchFolder()
    let probe = try ProbeRun(folder)
    let reader = try await VirtualReader(in: folder)
    try await probe.said("arrived \(first)")
    await reader.stop()
    try await probe.said("left \(first)")
    #expect(await probe.end().last == "stopped")
  }

  @Test("the watching ends while no pcscd was ever there")
  func endWithoutDaemon() async throws {
    let probe = try ProbeRun(try ScratchFolder())
    #expect(await probe.end() == ["stopped"])
  }

  @Test("another program that keeps the card is told as busy, and after it the card is read")
  func busy() async throws {
    let reader = try await VirtualReader()
    let probe = try ProbeRun(reader.folder)
    let other = try ProbeRun(reader.folder)
    let card = try CardObject(reader.folder, seed: 9)
    try await reader.put(card.file)
    try await probe.said("card \(first) present")
    try await other.said("card \(first) present")
    other.program.write("hold \(first)")
    try await other.said("held \(first)")
    #expect(try await probe.read(first) == "failed reader.busy")
    other.program.write("release \(first)")
    try await other.said("released \(first)")
    #expect(try await probe.read(first) == card.content)
  }

  @Test("all of it works for an ordinary user")
  func ordinaryUser() async throws {
    let reader = try await VirtualReader(user: 65_534)
    let probe = try ProbeRun(reader.folder, user: 65_534)
    let card = try CardObject(reader.folder, seed: 10)
    try await reader.put(card.file)
    try await probe.said("card \(first) present")
    #expect(try await probe.read(first) == card.content)
    await reader.stop()
    try await probe.said("left \(first)")
  }
}
