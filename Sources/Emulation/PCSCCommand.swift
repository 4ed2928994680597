/// One line that tells the virtual PC/SC reader what to do.
enum PCSCCommand: Equatable {
  case put(slot: Int, card: String)
  case lift(slot: Int)
  case fault(slot: Int, PageCard.Fault?)
  case stopDaemon
  case killDaemon
  case startDaemon
  case activateDaemon
  case quit

  /// Reads a line; `reader 1` before a command means the second slot.
  init(_ line: String) throws(EmulatorFailure) {
    var (verb, rest) = Self.split(line)
    var slot = 0
    if verb == "reader" {
      let (number, command) = Self.split(rest)
      guard let index = Int(number), (0..<PrivateCardDaemon.slots).contains(index) else {
        throw EmulatorFailure("reader wants 0 or 1 and a command")
      }
      slot = index
      (verb, rest) = Self.split(command)
    }
    switch (verb, rest) {
    case ("lift", ""): self = .lift(slot: slot)
    case ("put", _) where !rest.isEmpty: self = .put(slot: slot, card: rest)
    case ("fault", _): self = .fault(slot: slot, try Self.fault(rest.split(separator: " ").map(String.init)))
    case ("pcscd", "stop"): self = .stopDaemon
    case ("pcscd", "kill"): self = .killDaemon
    case ("pcscd", "start"): self = .startDaemon
    case ("pcscd", "activate"): self = .activateDaemon
    case ("quit", ""): self = .quit
    default:
      throw EmulatorFailure(
        "commands: [reader N] put CARD|lift|fault ...; pcscd stop|kill|start|activate; quit")
    }
  }

  /// The first word and the rest, which may be a path with spaces.
  private static func split(_ line: String) -> (String, String) {
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    return (parts.first.map(String.init) ?? "", parts.count == 2 ? String(parts[1]) : "")
  }

  private static func fault(_ words: [String]) throws(EmulatorFailure) -> PageCard.Fault? {
    let number = words.dropFirst().first.flatMap { Int($0) }
    switch (words.first, number, words.count) {
    case ("none", _, 1): return nil
    case ("pull-at", .some(let at), 2): return .pull(at: at)
    case ("hang-at", .some(let at), 2): return .hang(at: at)
    case ("status-at", .some(let at), 3):
      guard let status = words.last.flatMap({ UInt16($0, radix: 16) }) else { break }
      return .status(at: at, status)
    case ("short-page", .some(let page), 2):
      guard let page = UInt8(exactly: page) else { break }
      return .shortPage(page)
    default: break
    }
    throw EmulatorFailure("faults: none | pull-at N | hang-at N | status-at N HEX4 | short-page PAGE")
  }
}
