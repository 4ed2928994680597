internal import Bytes
package import SAMProtocol

extension VirtualSAM.PlannedFault {
  private static let commands: [String: SAMCommand] = [
    "reset": .resetSAM, "status": .samStatus, "id": .samID, "find": .findCard, "select": .selectCard,
    "read": .readTextAndPhoto, "address": .readNewestAddress, "management": .readManagementNumber,
  ]

  /// The fault that `COMMAND KIND [VALUE] [xTIMES]` means, for example `read cut 100 x1`; `any` is every command.
  ///
  /// Kinds: delay MS, slower FACTOR, drop, checksum, length N, endless, noise HEX, cut N, status HEX, swap FILE, lift,
  /// packets N, twice.
  package init?(words: [String], cards: (String) -> SAMCardBlocks?) {
    var words = words
    var times: Int?
    if let last = words.last, last.hasPrefix("x"), let number = Int(last.dropFirst()), number > 0 {
      times = number
      words.removeLast()
    }
    guard words.count == 2 || words.count == 3 else { return nil }
    let command = Self.commands[words[0]]
    guard command != nil || words[0] == "any",
      let fault = VirtualSAM.Fault(kind: words[1], value: words.count == 3 ? words[2] : "", cards: cards)
    else { return nil }
    self.init(fault: fault, command: command, remaining: times)
  }
}

extension VirtualSAM.Fault {
  fileprivate init?(kind: String, value: String, cards: (String) -> SAMCardBlocks?) {
    let number = Int(value).flatMap { $0 >= 0 && $0 < 10_000_000 ? $0 : nil }
    let fault: Self? =
      switch kind {
      case "delay": number.map { .delay(.milliseconds($0)) }
      case "slower": Double(value).flatMap { $0 >= 0 && $0 < 10_000 ? .slower($0) : nil }
      case "drop": .drop
      case "checksum": .wrongChecksum
      case "length": UInt16(value).map { .lyingLength($0) }
      case "endless": .endless
      case "noise": Hex.decode(value).map { .noise($0) }
      case "cut": number.map { .cut($0) }
      case "status": UInt8(value, radix: 16).map { .status($0) }
      case "swap": cards(value).map { .swapCard($0) }
      case "packets": number.map { .packets($0) }
      case "twice": .twice
      case "lift": .liftCard
      default: nil
      }
    guard let fault else { return nil }
    self = fault
  }
}
