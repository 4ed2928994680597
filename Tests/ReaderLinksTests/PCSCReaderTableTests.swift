import KioskProtocol
import ReaderKit
import Testing

@testable import ReaderLinks

@Suite("What pcscd says, as events", .timeLimit(.minutes(2)))
struct PCSCReaderTableTests {
  private static let empty: UInt = 0x10
  private static let present: UInt = 0x20
  private static let mute: UInt = 0x200

  private func told(_ events: [DeviceEvent]) -> [String] {
    events.map { event in
      switch event {
      case .arrived(let device): "arrived \(device.id)"
      case .left(let id): "left \(id)"
      case .card(_, let present, let insertion): "\(present) \(insertion)"
      }
    }
  }

  private func list(_ table: inout PCSCReaderTable, _ names: [String]) -> [String] {
    told(table.list(names) { _ in .card { () throws(KioskFailure) in throw KioskFailure(.readerGone) } })
  }

  @Test("a reader keeps its id from arrival to departure, and ids are letters, digits and dashes")
  func ids() {
    var table = PCSCReaderTable()
    #expect(list(&table, ["ACS ACR122U (PICC) 00 00"]) == ["arrived pcsc-acs-acr122u-picc-00-00"])
    #expect(list(&table, ["ACS ACR122U (PICC) 00 00"]) == [])
    #expect(list(&table, []) == ["left pcsc-acs-acr122u-picc-00-00"])
    #expect(list(&table, ["读卡器", ""]) == ["arrived pcsc-reader", "arrived pcsc-reader-2"])
  }

  @Test("readers whose names differ only in signs get different ids, each for as long as it is there")
  func collisions() {
    var table = PCSCReaderTable()
    #expect(list(&table, ["A-B 0", "A_B 0"]) == ["arrived pcsc-a-b-0", "arrived pcsc-a-b-0-2"])
    #expect(list(&table, ["A_B 0"]) == ["left pcsc-a-b-0"])
    #expect(list(&table, ["A_B 0", "A-B 0"]) == ["arrived pcsc-a-b-0"])
  }

  @Test("a card laid, lifted and laid again counts two insertions")
  func insertions() {
    var table = PCSCReaderTable()
    _ = list(&table, ["R"])
    #expect(told(table.change("R", to: Self.empty)) == [])
    #expect(told(table.change("R", to: 1 << 16 | Self.present)) == ["true 1"])
    #expect(told(table.change("R", to: 1 << 16 | Self.present)) == [])
    #expect(told(table.change("R", to: 2 << 16 | Self.empty)) == ["false 1"])
    #expect(told(table.change("R", to: 3 << 16 | Self.present)) == ["true 2"])
  }

  @Test("a card swapped between two looks is another insertion")
  func swapped() {
    var table = PCSCReaderTable()
    _ = list(&table, ["R"])
    #expect(told(table.change("R", to: 7 << 16 | Self.present)) == ["true 1"])
    #expect(told(table.change("R", to: 9 << 16 | Self.present)) == ["false 1", "true 2"])
    #expect(told(table.change("R", to: 13 << 16 | Self.present)) == ["false 2", "true 4"])
  }

  @Test("pcscd's counter may pass its end")
  func wrapping() {
    var table = PCSCReaderTable()
    _ = list(&table, ["R"])
    _ = table.change("R", to: 0xFFFF_0000 | Self.present)
    #expect(told(table.change("R", to: 1 << 16 | Self.present)) == ["false 1", "true 2"])
  }

  @Test("a card that lies there when the reader comes, or comes back, is a new insertion")
  func returning() {
    var table = PCSCReaderTable()
    _ = list(&table, ["R"])
    #expect(told(table.change("R", to: 5 << 16 | Self.present)) == ["true 1"])
    _ = list(&table, [])
    _ = list(&table, ["R"])
    #expect(table.state(of: "R") == 0)
    #expect(told(table.change("R", to: 5 << 16 | Self.present)) == ["true 2"])
  }

  @Test("a card that is silent at a reset lies there all the same")
  func silent() {
    var table = PCSCReaderTable()
    _ = list(&table, ["R"])
    #expect(told(table.change("R", to: 1 << 16 | Self.present | Self.mute)) == ["true 1"])
    #expect(told(table.change("R", to: 1 << 16 | Self.present)) == [])
  }

  @Test("a state of a reader that has left changes nothing")
  func unknown() {
    var table = PCSCReaderTable()
    #expect(told(table.change("R", to: Self.present)) == [])
  }
}
