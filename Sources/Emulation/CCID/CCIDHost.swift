internal import Bytes
internal import Glibc
internal import LinuxPlatform

/// `idkiosk-emulator ccid-device [--module pages|escape|apdu] [--card CARD]`: a virtual CCID reader on standard input
/// and output, for whoever moves the bytes.
///
///     describe VVVV:PPPP      answered by  descriptors DEVICE CONFIGURATION  in hexadecimal digits
///     out HEX                 one transfer from the host; answered by what the reader does
///     put CARD, lift          what lies on it
///     fault KIND[-at N] ...   see `VirtualCCID.Fault`; with a module also the faults of `idkiosk-emulator sam`
///     fault clear             takes all away
///     power on                it was plugged in
///     reset                   the bus was reset
///     address TEXT, times instant|typical     of the module
///
/// What it does: `in MILLISECONDS HEX`, `change HEX` (on the interrupt endpoint), `stall`, `unplug`, and events: inserted,
/// removed, silent, command NUMBER. Every line but `describe` and `out` is then answered by `ok WORD` or `bad WORD`.
struct CCIDHost {
  static let usage = "usage: idkiosk-emulator ccid-device [--module pages|escape|apdu] [--card CARD]"

  private var device: VirtualCCID
  private let hasModule: Bool

  init(_ module: VirtualCCID.Module = .pages) {
    device = VirtualCCID(module)
    hasModule = module != .pages
  }

  /// Serves standard input until it ends; the exit status.
  static func run(_ arguments: [String]) -> CInt {
    guard let options = try? WordOptions(arguments, names: ["--module", "--card"], usage: usage),
      let module = VirtualCCID.Module(rawValue: options["--module"] ?? "pages")
    else {
      VirtualPCSC.say(usage, to: 2)
      return 64
    }
    var host = CCIDHost(module)
    if let card = options["--card"], host.answers(to: "put " + card).last != "ok put" {
      VirtualPCSC.say("\(card): not a card", to: 2)
      return 1
    }
    while let line = readLine() {
      let answers = host.answers(to: line).map { $0 + "\n" }.joined()
      guard (try? Files.writeAll(Array(answers.utf8), to: STDOUT_FILENO)) != nil else { return 1 }
    }
    return 0
  }

  /// What is said to one line.
  mutating func answers(to line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard let word = words.first else { return [] }
    let rest = Array(words.dropFirst())
    switch word {
    case "describe": return [Self.descriptors(rest.first ?? "") ?? "bad describe"]
    case "out":
      guard let bytes = rest.first.flatMap({ Hex.decode($0) }) else { return ["bad out"] }
      return device.receive(bytes).map(Self.words)
    default:
      let outputs = control(word, rest)
      return (outputs ?? []).map(Self.words) + [(outputs == nil ? "bad " : "ok ") + word]
    }
  }

  private mutating func control(_ word: String, _ rest: [String]) -> [VirtualCCID.Output]? {
    switch (word, rest.first) {
    case ("lift", nil): return device.lift()
    case ("put", let card?): return (try? VirtualCards.card(card)).map { device.lay($0) }
    case ("power", "on"): return device.powerOn()
    case ("reset", nil): return []
    case ("address", .some):
      device.sam.newestAddress = SAMHost.addressBlock(rest.joined(separator: " "))
      return []
    case ("times", "instant"): device.sam.times = .instant
    case ("times", "typical"): device.sam.times = .typical
    case ("fault", "clear"): device.clearFaults()
    case ("fault", .some): return fault(rest) ? [] : nil
    default: return nil
    }
    return []
  }

  private mutating func fault(_ words: [String]) -> Bool {
    if let (fault, at) = VirtualCCID.Fault.parse(words, cards: { try? VirtualCards.card($0) }) {
      device.plan(fault, at: at)
      return true
    }
    guard hasModule, let planned = VirtualSAM.PlannedFault(words: words, cards: SAMHost.blocks(of:)) else {
      return false
    }
    device.sam.plan(planned.fault, for: planned.command, times: planned.remaining)
    return true
  }

  private static func descriptors(_ pair: String) -> String? {
    let parts = pair.split(separator: ":").compactMap { UInt16($0, radix: 16) }
    guard parts.count == 2 else { return nil }
    let device = CCIDDescriptors.device(vendor: parts[0], product: parts[1])
    return "descriptors \(Hex.encode(device)) \(Hex.encode(CCIDDescriptors.configuration))"
  }

  private static func words(_ output: VirtualCCID.Output) -> String {
    switch output {
    case .answer(let bytes, let delay): "in \(Int(delay / .milliseconds(1))) \(Hex.encode(bytes))"
    case .change(let bytes): "change \(Hex.encode(bytes))"
    case .stall: "stall"
    case .unplug: "unplug"
    case .event(let text): text
    }
  }
}
