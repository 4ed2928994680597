import Emulation
import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderDrivers
import ReaderKit
import SAMProtocol
import TestSupport
import Testing

/// A driver over a virtual reader in simulated time, and the cards of two persons who never were.
struct SAMBench {
  static let personA = card(0x41)
  static let personB = card(0x42)
  static let deadlines = SAMDeadlines()

  let time = SimulatedTime()
  let reader: ScriptedReader
  let cancellation = CancelFlag()

  init(_ card: SAMCardBlocks? = SAMBench.personA) {
    reader = ScriptedReader(time: time)
    if let card { reader.change { $0.lay(card) } }
  }

  static func card(_ filling: UInt8) -> SAMCardBlocks {
    SAMCardBlocks(
      text: [UInt8](repeating: filling, count: 256), photo: [UInt8](repeating: filling | 0x80, count: 1_024))
  }

  func driver() throws -> SAMReader { SAMReader(link: try reader.open(), now: reader.now) }

  func plan(_ fault: VirtualSAM.Fault, _ command: SAMCommand? = nil, times: Int? = nil) {
    reader.change { $0.plan(fault, for: command, times: times) }
  }

  /// Finds and reads; `nil` when no card is found.
  func read(_ driver: SAMReader, _ flag: CancelFlag? = nil) throws -> SAMCardBlocks? {
    guard try driver.findCard(flag ?? cancellation) else { return nil }
    let content = try driver.readCard(flag ?? cancellation) { _ in }
    return SAMCardBlocks(text: content.text.disclosed(), photo: content.photo.disclosed())
  }

  /// The reason for which finding or reading fails; `nil` when it does not.
  func failure(_ driver: SAMReader, _ flag: CancelFlag? = nil) -> FailureReason? {
    do {
      _ = try read(driver, flag)
      return nil
    } catch {
      return (error as? KioskFailure)?.reason
    }
  }

  /// Lifts what lies there and lays another card.
  func change(to card: SAMCardBlocks) {
    reader.change {
      $0.lift()
      $0.lay(card)
    }
  }
}
