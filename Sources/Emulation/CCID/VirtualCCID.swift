internal import SAMProtocol

/// The firmware of a PC/SC reader on USB, as a state machine: a message comes in, outputs go out (CCID 1.1).
///
/// It never waits; whoever hosts it does what each output says when its time has come.
package struct VirtualCCID: Sendable {
  /// What can be reached through it.
  package enum Module: String, CaseIterable, Sendable {
    /// Cards that the reader hands out in pages, and ordinary ones (docs/reader-protocol.md §4).
    case pages
    /// A security module behind the escape command; it has a field of its own, and the slot stays empty.
    case escape
    /// A security module behind a pseudo-APDU, FF 00 00 00; what lies on it is in the slot too.
    case apdu
  }

  /// What the reader does.
  package enum Output: Equatable, Sendable {
    /// Sends bytes over its endpoint for answers, some time from now.
    case answer([UInt8], after: Duration)
    /// Sends news of its slot over its interrupt endpoint.
    case change([UInt8])
    /// Halts the endpoint for answers.
    case stall
    /// Goes off the bus.
    case unplug
    /// Something to tell whoever watches.
    case event(String)
  }

  private enum Status: UInt8 { case active = 0, inactive = 1, empty = 2 }
  private static let failed: UInt8 = 0x40
  private static let moreTime: UInt8 = 0x80
  private static let mute: UInt8 = 0xFE
  /// What one code needs of another before it is answered.
  private struct Reaction {
    var data: [UInt8]?
    var delay = Duration.zero
  }

  /// What lies in the slot.
  package private(set) var card: PageCard?
  private let module: Module
  private var inner: VirtualDeviceState
  private var isPowered = false
  /// How many looks from now on find no card because one left, however quickly another was laid: where pcscd took an unused
  /// card's power away by itself, it would take the next one for the same.
  ///
  /// Two, for it also looks before it switches the power, and forgets what it saw then.
  private var absencesOwed = 0
  private var incoming: [UInt8] = []
  private var planned: [(fault: Fault, at: Int)] = []
  private var commands = 0

  /// A reader with an empty slot.
  package init(_ module: Module = .pages) {
    self.module = module
    inner = VirtualDeviceState(module == .escape ? .escape : .apdu)
  }

  /// The security module behind it.
  package var sam: VirtualSAM {
    get { inner.sam }
    set { inner.sam = newValue }
  }

  /// Lays a card, in the place of one that lies there.
  package mutating func lay(_ card: PageCard) -> [Output] {
    let lifted = lift()
    if module != .pages, let blocks = card.object.flatMap({ try? SAMCardBlocks(data: $0) }) {
      sam.lay(blocks)
    }
    guard module != .escape else { return lifted }
    self.card = module == .pages ? card : PageCard()
    return lifted + [.event("inserted"), .change([0x50, 0x03])]
  }

  /// Takes the card away.
  package mutating func lift() -> [Output] {
    sam.lift()
    isPowered = false
    guard card != nil else { return [] }
    card = nil
    absencesOwed = 2
    return [.event("removed"), .change([0x50, 0x02])]
  }

  /// Lets something go wrong at the `at`th command from now on.
  package mutating func plan(_ fault: Fault, at: Int = 1) { planned.append((fault, commands + at)) }

  /// Takes all that is planned away.
  package mutating func clearFaults() {
    planned = []
    sam.clearFaults()
  }

  /// What plugging it in does; its card lies where it lay.
  package mutating func powerOn() -> [Output] {
    (isPowered, absencesOwed, incoming) = (false, 0, [])
    sam.powerOn()
    return card == nil ? [] : [.change([0x50, 0x03])]
  }

  /// Takes what came in one transfer.
  package mutating func receive(_ transfer: [UInt8]) -> [Output] {
    incoming += transfer
    guard let length = CCIDMessage.length(incoming) else { return [] }
    guard length <= CCIDDescriptors.longest, incoming.count >= length else {
      if length > CCIDDescriptors.longest { incoming = [] }
      return []
    }
    let whole = Array(incoming.prefix(length))
    incoming = []
    return CCIDMessage(whole).map { reply(to: $0) } ?? []
  }

  private mutating func reply(to message: CCIDMessage) -> [Output] {
    switch message.kind {
    case 0x62:  // Power on
      guard let card else { return refusal(message, 0x80, Self.mute) }
      isPowered = true
      return [success(message, 0x80, card.atr)]
    case 0x63:
      isPowered = false
      return [success(message, 0x81)]
    case 0x65: return look(message)
    case 0x6E, 0x72: return [success(message, 0x81)]  // Clock, abort
    case 0x61: return [success(message, 0x82, message.data, third: message.parameters[0])]
    case 0x6C, 0x6D: return [success(message, 0x82, [0x11, 0x10, 0x00, 0x4D, 0x00, 0xFE, 0x00], third: 1)]
    case 0x6F: return command(message, 0x80)
    case 0x6B: return module == .escape ? command(message, 0x83) : refusal(message, 0x83, 0)
    default: return refusal(message, 0x81, 0)
    }
  }

  private mutating func look(_ message: CCIDMessage) -> [Output] {
    guard absencesOwed > 0 else { return [success(message, 0x81)] }
    absencesOwed -= 1
    let none = CCIDMessage(
      kind: 0x81, sequence: message.sequence, parameters: [Status.empty.rawValue, 0, 0])
    return [.answer(none.bytes, after: .zero)] + (card == nil ? [] : [.change([0x50, 0x03])])
  }

  /// A command to the card or to the module, with what goes wrong at it.
  private mutating func command(_ message: CCIDMessage, _ answer: UInt8) -> [Output] {
    commands += 1
    var outputs: [Output] = [.event("command \(commands)")]
    var status: UInt16?
    var ending: ((Output) -> [Output])?
    let due = planned.filter { $0.at == commands }.map(\.fault)
    planned.removeAll { $0.at <= commands }
    for fault in due {
      switch fault {
      case .hang: return outputs + [.event("silent")]
      case .unplug: return outputs + [.unplug]
      case .stall: return outputs + [.stall]
      case .pull: outputs += lift()
      case .swap(let card): outputs += lay(card)
      case .error(let code): return outputs + refusal(message, answer, code)
      case .status(let code): status = code
      case .moreTime(let count):
        let wait = CCIDMessage(kind: answer, sequence: message.sequence, parameters: [Self.moreTime, 1, 0])
        outputs += (0..<count).map { _ in .answer(wait.bytes, after: .zero) }
      case .delay(let duration): ending = { $0.changed { ($0, $1 + duration) } }
      case .cut(let count): ending = { $0.changed { (Array($0.prefix(count)), $1) } }
      case .noise(let bytes): ending = { $0.changed { (bytes + $0, $1) } }
      }
    }
    guard answer == 0x83 || card != nil && isPowered else {
      return outputs + refusal(message, answer, Self.mute)
    }
    let reaction =
      status.map { Reaction(data: [UInt8($0 >> 8), UInt8($0 & 0xFF)]) } ?? react(to: message.data)
    guard let data = reaction.data else { return outputs + [.event("silent")] }
    guard case .answer(let bytes, _) = success(message, answer, data) else { return outputs }
    let whole = Output.answer(bytes, after: reaction.delay)
    return outputs + (ending?(whole) ?? [whole])
  }

  private mutating func react(to data: [UInt8]) -> Reaction {
    switch module {
    case .pages:
      guard case .answer(let bytes)? = card?.reply(to: data) else { return Reaction() }
      return Reaction(data: bytes)
    case .apdu: return Reaction(data: (try? inner.transmit(data)) ?? [0x64, 0x01])
    case .escape:
      let emissions = sam.receive(data).filter { !$0.isEndless }
      guard !emissions.isEmpty else { return Reaction() }
      return Reaction(data: emissions.flatMap(\.bytes), delay: emissions.map(\.delay).max() ?? .zero)
    }
  }

  private func success(_ message: CCIDMessage, _ kind: UInt8, _ data: [UInt8] = [], third: UInt8 = 0)
    -> Output
  {
    let answer = CCIDMessage(
      kind: kind, sequence: message.sequence, parameters: [status.rawValue, 0, third], data: data)
    return .answer(answer.bytes, after: .zero)
  }

  private func refusal(_ message: CCIDMessage, _ kind: UInt8, _ error: UInt8) -> [Output] {
    let parameters = [status.rawValue | Self.failed, error, 0]
    let answer = CCIDMessage(kind: kind, sequence: message.sequence, parameters: parameters)
    return [.answer(answer.bytes, after: .zero)]
  }

  private var status: Status { card == nil ? .empty : isPowered ? .active : .inactive }
}
