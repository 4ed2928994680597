import LinuxPlatform
import TestSupport
import Testing

@testable import Emulation

@Suite("The virtual PC/SC reader")
struct VirtualPCSCTests {
  private func tell(_ words: [String], in folder: ScratchFolder) async throws -> Int32 {
    let arguments = ["card"] + words + ["--runtime-dir", folder.file("pcsc")]
    return try await RunningProgram(Programs.path("idkiosk-emulator"), arguments).wait()
  }

  @Test("cards are laid and lifted by a word on the command line, and a wrong word is refused")
  func words() async throws {
    let reader = try await VirtualReader()
    #expect(try await tell(["put", "1"], in: reader.folder) == 0)
    #expect(try await tell(["reader", "1", "put", "ordinary"], in: reader.folder) == 0)
    #expect(try await tell(["lift"], in: reader.folder) == 0)
    // The answer and the events come on ways of their own.
    _ = try await reader.program.outputLine { $0 == "removed" }
    #expect(reader.program.output.filter { $0 != "ok" }.dropFirst() == ["inserted", "inserted", "removed"])
    #expect(try await tell(["put", "/no/such/card"], in: reader.folder) == 1)
    #expect(try await tell(["put", "99"], in: reader.folder) == 1)
    #expect(try await tell(["bend", "1"], in: reader.folder) == 1)
    #expect(try await tell(["reader", "2", "lift"], in: reader.folder) == 1)
    #expect(try await tell(["fault", "pull-at", "x"], in: reader.folder) == 1)
  }

  @Test(
    "a file is found from the folder of whoever names it", arguments: ["citizen-ordinary", "permit-macao"])
  func files(name: String) async throws {
    let reader = try await VirtualReader()
    try await reader.put(Programs.repository + "/Fixtures/cards/\(name).card")
    #expect(try await reader.program.outputLine { $0 == "inserted" } == "inserted")
  }

  @Test("it ends with pcscd and both sockets when its input ends, and a second one in its folder is refused")
  func end() async throws {
    let reader = try await VirtualReader()
    let again = try RunningProgram(
      Programs.path("idkiosk-emulator"), ["pcsc", "--runtime-dir", reader.folder.file("pcsc")])
    #expect(await again.wait() == 1)
    #expect(Files.exists(VirtualReader.socket(in: reader.folder)))
    reader.program.closeInput()
    #expect(await reader.program.wait() == 0)
    #expect(!Files.exists(VirtualReader.socket(in: reader.folder)))
    #expect(!Files.exists(reader.folder.file("pcsc") + "/emulator.sock"))
  }

  @Test("both ATRs have a right check byte, and the reader's has 90 00 where it belongs")
  func atrs() {
    for atr in [PageCard.readerATR, PageCard.bareATR] {
      #expect(atr.dropFirst().reduce(0, ^) == 0)
      #expect(Int(atr[1] & 0x0F) + 5 == atr.count)
    }
    #expect(PageCard.readerATR[13...14] == [0x90, 0x00])
    #expect(PageCard.bareATR == [0x3B, 0x88, 0x80, 1, 0xD1, 3, 0x86, 5, 0, 0x80, 0x80, 0, 0x58])
  }

  @Test("the object comes in five full pages and one of four bytes")
  func pages() {
    let object = (0..<1_284).map { UInt8(truncatingIfNeeded: $0 &* 3) }
    var card = PageCard(object: object)
    var read: [UInt8] = []
    for page in UInt8(0)...5 {
      guard case .answer(let answer) = card.reply(to: [0xFF, 0xB0, page, 0, 0]) else { continue }
      #expect(answer.count == (page < 5 ? 258 : 6))
      #expect(answer.suffix(2) == [0x90, 0x00])
      read += answer.dropLast(2)
    }
    #expect(read == object)
    #expect(card.reply(to: [0xFF, 0xB0, 6, 0, 0]) == .answer([0x6A, 0x82]))
    #expect(card.reply(to: [0xFF, 0xCA, 0, 0, 0]) == .answer([0x6D, 0x00]))
  }

  @Test("commands are read with and without a slot, and everything else is refused")
  func commands() throws {
    #expect(try PCSCCommand("put my card.card") == .put(slot: 0, card: "my card.card"))
    #expect(try PCSCCommand("reader 1 lift") == .lift(slot: 1))
    #expect(try PCSCCommand("fault status-at 3 6F00") == .fault(slot: 0, .status(at: 3, 0x6F00)))
    #expect(try PCSCCommand("reader 1 fault none") == .fault(slot: 1, nil))
    for wrong in ["", "put", "lift now", "reader", "reader 2 lift", "fault", "fault status-at 1", "pcscd"] {
      #expect(throws: EmulatorFailure.self) { try PCSCCommand(wrong) }
    }
  }
}
