internal import Bytes
internal import Glibc
internal import LinuxPlatform
package import SAMProtocol

/// `idkiosk-emulator sam`: a virtual module on standard input and output, for whoever moves the bytes.
///
///     req HEX                    one request; answered by  rsp MILLISECONDS HEX  and  endless MILLISECONDS HEX
///     card FILE|NUMBER|none      what lies on the reader
///     fault COMMAND KIND ...     see `VirtualSAM.PlannedFault`; `fault clear` takes all away
///     times instant|typical      how long commands take
///     address TEXT               the newest address on the card that lies there
///     management none            the card that lies there has no management number
///     select yes|no              whether a found card must be selected
///     lift                       the same as card none
///     reset                      the device was reset
///     power on                   the device was plugged in
///
/// Every line but `req` is answered by `ok WORD` or `bad WORD`. It ends when its input ends.
package struct SAMHost {
  /// The module.
  var sam = VirtualSAM()
  private let cards: (String) -> SAMCardBlocks?

  /// A host that finds the cards it is told with `cards`.
  package init(cards: @escaping (String) -> SAMCardBlocks? = SAMHost.blocks(of:)) { self.cards = cards }

  /// Serves standard input until it ends; the exit status.
  package static func run(_ arguments: [String]) -> CInt {
    guard arguments.isEmpty else { return 64 }
    var host = SAMHost()
    while let line = readLine() {
      let answers = host.answers(to: line).map { $0 + "\n" }.joined()
      guard (try? Files.writeAll(Array(answers.utf8), to: STDOUT_FILENO)) != nil else { return 1 }
    }
    return 0
  }

  /// What is said to one line.
  package mutating func answers(to line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard let word = words.first else { return [] }
    if word == "req" {
      guard let request = words.dropFirst().first.flatMap({ Hex.decode($0) }) else { return ["bad req"] }
      return sam.receive(request).map {
        "\($0.isEndless ? "endless" : "rsp") \(Self.milliseconds($0.delay)) \(Hex.encode($0.bytes))"
      }
    }
    return [(control(word, Array(words.dropFirst())) ? "ok " : "bad ") + word]
  }

  private mutating func control(_ word: String, _ rest: [String]) -> Bool {
    switch (word, rest.first) {
    case ("lift", _), ("card", "none"): sam.lift()
    case ("card", let file?):
      guard let card = cards(file) else { return false }
      sam.lay(card)
    case ("reset", _): sam.reset()
    case ("power", "on"): sam.powerOn()
    case ("address", let text?): sam.newestAddress = Self.addressBlock(text)
    case ("management", "none"): sam.managementNumber = []
    case ("select", "no"): sam.needsSelect = false
    case ("select", "yes"): sam.needsSelect = true
    case ("times", "instant"): sam.times = .instant
    case ("times", "typical"): sam.times = .typical
    case ("fault", "clear"): sam.clearFaults()
    case ("fault", _):
      guard let planned = VirtualSAM.PlannedFault(words: rest, cards: cards) else { return false }
      sam.plan(planned.fault, for: planned.command, times: planned.remaining)
    default: return false
    }
    return true
  }

  /// Four records of 70 bytes, the first with `text`.
  static func addressBlock(_ text: String) -> [UInt8] {
    let units = Array(text.utf16.prefix(35)) + [UInt16](repeating: 0x20, count: 140)
    return units.prefix(140).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }

  /// The blocks of a built-in person by number, or of a card file (Fixtures/cards).
  package static func blocks(of card: String) -> SAMCardBlocks? {
    (try? VirtualCards.card(card))?.object.flatMap { try? SAMCardBlocks(data: $0) }
  }
}
