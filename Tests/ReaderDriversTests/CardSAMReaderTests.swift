import Emulation
import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderKit
import SAMProtocol
import Synchronization
import Testing

@testable import ReaderDrivers

@Suite("A security module behind a PC/SC reader")
struct CardSAMReaderTests {
  static let card = SAMCardBlocks(
    text: [UInt8](repeating: 0x41, count: 256), photo: [UInt8](repeating: 0xC1, count: 1_024))

  private func driver(_ settings: String, _ channel: ScriptedCard) throws -> any ReaderDriver {
    let text = "name = n\nfacts = f\ntested = t\n\(settings)\n[pcsc ACME]\nname = r\ncertainty = -\n"
    let family = try ReaderFamily(try FamilyData(text, file: "x"))
    #expect(!family.reportsCards)
    guard case .card(let make) = family.maker else { throw KioskFailure(.readerUnsupported) }
    return make(channel)
  }

  /// A module that gets frames out of commands, and gives its answer back as `wrap` makes it.
  private func channel(_ unwrap: @escaping ([UInt8]) -> [UInt8], _ wrap: @escaping ([UInt8]) -> [UInt8])
    -> ScriptedCard
  {
    let channel = ScriptedCard { _ in .failure(KioskFailure(.readerBadAnswer)) }
    var sam = VirtualSAM()
    sam.lay(Self.card)
    var rest: [UInt8] = []
    channel.module = { command in
      if command.prefix(2) == [0xFF, 0xC0] {
        defer { rest = Array(rest.dropFirst(255)) }
        let part = Array(rest.prefix(255))
        return part + (rest.count > 255 ? [0x61, UInt8(min(255, rest.count - 255))] : [0x90, 0x00])
      }
      let answer = wrap(sam.receive(unwrap(command)).flatMap(\.bytes))
      guard answer.suffix(2) == [0x61, 0xFF] else { return answer }
      rest = Array(answer.dropLast(2).dropFirst(255))
      return Array(answer.prefix(255)) + [0x61, 0xFF]
    }
    return channel
  }

  private func readsWhole(_ driver: any ReaderDriver, _ channel: ScriptedCard) throws {
    #expect(try driver.identify(CancelFlag()) == "05.01-20101129-0001228293-0296863149")
    #expect(!channel.isConnected)
    #expect(try driver.findCard(CancelFlag()))
    let content = try driver.readCard(CancelFlag()) { _ in }
    #expect(content.text.disclosed() == Self.card.text)
    #expect(content.photo.disclosed() == Self.card.photo)
    #expect(!channel.isConnected)
    #expect(try !driver.findCard(CancelFlag()))
    #expect(!channel.isConnected)
    driver.close()
    #expect(channel.isClosed)
  }

  @Test("is read through the reader's escape command, frames as they are")
  func escape() throws {
    let channel = channel({ $0 }, { $0 })
    try readsWhole(try driver("shape = escape\nescape.code = 1", channel), channel)
    #expect(channel.commands.contains(SAMCommand.readTextAndPhoto.frame))
  }

  @Test("is read through a pseudo-APDU of the extended form")
  func extended() throws {
    let channel = channel({ Array($0.dropFirst(7).dropLast(2)) }, { $0 + [0x90, 0x00] })
    let settings = "shape = apdu\napdu.header = FF 00 00 00\napdu.extended = yes"
    try readsWhole(try driver(settings, channel), channel)
    #expect(channel.commands.contains([0xFF, 0, 0, 0, 0, 0, 10] + SAMCommand.findCard.frame + [0, 0]))
  }

  @Test("is read through a short pseudo-APDU whose answer is fetched piece by piece")
  func short() throws {
    let channel = channel(
      { Array($0.dropFirst(5).dropLast()) }, { $0 + ($0.count > 255 ? [0x61, 0xFF] : [0x90, 0x00]) })
    try readsWhole(try driver("shape = apdu\napdu.header = FF000000", channel), channel)
    #expect(channel.commands.contains([0xFF, 0, 0, 0, 10] + SAMCommand.findCard.frame + [0]))
    #expect(channel.commands.contains([0xFF, 0xC0, 0, 0, 0xFF]))
  }

  @Test("has no card to find while pcscd has none to connect to, and says who it is with the first one")
  func none() throws {
    let channel = channel(
      { Array($0.dropFirst(5).dropLast()) }, { $0 + ($0.count > 255 ? [0x61, 0xFF] : [0x90, 0x00]) })
    channel.connecting = KioskFailure(.cardRemoved)
    let driver = try driver("shape = apdu\napdu.header = FF000000", channel)
    #expect(throws: KioskFailure(.cardRemoved)) { _ = try driver.identify(CancelFlag()) }
    #expect(throws: KioskFailure(.cardRemoved)) { _ = try driver.findCard(CancelFlag()) }
    channel.connecting = nil
    #expect(try driver.findCard(CancelFlag()))
    #expect(try driver.identify(CancelFlag())?.hasPrefix("05.01-") == true)
  }

  @Test("that says nothing or refuses is told as such", arguments: [[], [0x6D, 0x00], [0x61]])
  func refused(answer: [UInt8]) throws {
    let channel = ScriptedCard { _ in .failure(KioskFailure(.readerBadAnswer)) }
    channel.module = { _ in answer }
    let driver = try driver("shape = apdu\napdu.header = FF000000", channel)
    #expect(throws: KioskFailure(.readerBadAnswer)) { _ = try driver.findCard(CancelFlag()) }
    #expect(!channel.isConnected)
  }
}
