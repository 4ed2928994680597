internal import KioskProtocol
internal import SAMProtocol

/// What a virtual device is doing.
struct VirtualDeviceState: Sendable {
  private struct Waiting: Sendable {
    var moment: Duration
    var bytes: [UInt8]
    var isEndless = false
  }
  private static let reportSize = 64

  let kind: VirtualDevice.Kind
  var sam = VirtualSAM()
  var page: PageCard?
  var refusal: FailureReason?
  var clock = Duration.zero
  var bytes = 0
  var budget: Int?
  /// Which of the settings the host uses; the module listens at the first.
  var setting = 0
  /// Whether it is open.
  var isHeld = false
  private var isPlugged = true
  private var request: [UInt8] = []
  private var waiting: [UInt8: [Waiting]] = [:]
  /// Reports that the host must ask for.
  private var held: [[UInt8]] = []
  /// What of an answer the host must fetch.
  private var rest: [UInt8] = []

  init(_ kind: VirtualDevice.Kind) {
    self.kind = kind
    sam.needsSelect = kind != .counted
  }

  mutating func plug() {
    (isPlugged, budget) = (true, nil)
    forget()
    sam.powerOn()
  }

  mutating func forget() { (request, waiting, held, rest) = ([], [:], [], []) }

  func mustBeThere() throws(KioskFailure) { if !isPlugged { throw KioskFailure(.readerGone) } }

  /// What comes at an endpoint within `duration`, which passes if nothing does.
  mutating func next(_ address: UInt8, within duration: Duration) throws(KioskFailure) -> [UInt8]? {
    try mustBeThere()
    guard var queue = waiting[address], let first = queue.first, first.moment <= clock + duration else {
      clock += duration
      return nil
    }
    clock = max(clock, first.moment)
    if first.isEndless {
      queue[0].moment = clock + .milliseconds(1)
    } else {
      queue.removeFirst()
    }
    waiting[address] = queue
    try count(first.bytes.count)
    return first.bytes
  }

  /// Takes what the host sent in one transfer.
  mutating func take(_ bytes: [UInt8]) throws(KioskFailure) {
    try count(bytes.count)
    guard setting == 0 else { return }
    switch kind {
    case .bare: request += SAMFrame.preamble + bytes
    case .counted:
      if bytes.first == 0xFF { return goOn() }
      request += bytes.dropFirst().prefix(Int(bytes.first ?? 0))
    default: request += bytes
    }
    guard request.count >= 7 else { return }
    let length = 7 + (Int(request[5]) << 8 | Int(request[6]))
    guard request.count >= length else { return }
    let frame = Array(request.prefix(length))
    request = []
    for queue in waiting.keys { waiting[queue]?.removeAll(where: \.isEndless) }
    for emission in sam.receive(frame) { answer(emission) }
  }

  // MARK: PC/SC

  func connect() throws(KioskFailure) -> [UInt8] {
    try mustBeThere()
    if let refusal { throw KioskFailure(refusal) }
    guard kind == .pages else { return PageCard.bareATR }
    guard let page else { throw KioskFailure(.cardRemoved) }
    return page.atr
  }

  mutating func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard kind == .pages else {
      if command.prefix(2) == [0xFF, 0xC0] {
        try count(command.count)
        return try part()
      }
      rest = try ask(Array(command.dropFirst(5).dropLast()))
      return rest.isEmpty ? [0x64, 0x01] : try part()
    }
    try count(command.count)
    guard let reply = page?.reply(to: command) else { throw KioskFailure(.cardRemoved) }
    switch reply {
    case .answer(let bytes):
      try count(bytes.count)
      return bytes
    case .pulled, .silence:
      page = nil
      throw KioskFailure(.cardRemoved)
    }
  }

  /// What the module says to a frame, at once.
  mutating func ask(_ frame: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try count(frame.count)
    let answer = sam.receive(frame).filter { !$0.isEndless && $0.delay < .seconds(1) }.flatMap(\.bytes)
    if kind == .escape { try count(answer.count) }
    return answer
  }

  private mutating func part() throws(KioskFailure) -> [UInt8] {
    let part = Array(rest.prefix(255))
    rest = Array(rest.dropFirst(255))
    let status: [UInt8] = rest.isEmpty ? [0x90, 0x00] : [0x61, UInt8(min(255, rest.count))]
    try count(part.count + 2)
    return part + status
  }

  // MARK: Answers

  private mutating func answer(_ emission: VirtualSAM.Emission) {
    let frame = emission.bytes
    let size = Self.reportSize
    func put(_ parts: [[UInt8]], _ address: UInt8) {
      waiting[address, default: []] += parts.map {
        Waiting(moment: clock + emission.delay, bytes: $0, isEndless: emission.isEndless)
      }
    }
    switch kind {
    case .serial: put([frame], 0)
    case .pair: put([frame], 0x81)
    case .split:
      put([Array(frame.prefix(7))], 0x81)
      if frame.count > 7 { put([Array(frame.dropFirst(7))], 0x85) }
    case .chunks, .chunksInterrupt, .plain: put(Self.reports(frame, size), 0x81)
    case .feature: put([[UInt8](repeating: 0, count: size)] + Self.reports(frame, size), 0)
    case .bare: put(Self.reports(Array(frame.dropFirst(5)), size), 0x81)
    case .counted:
      held += Self.reports(frame, size - 1).enumerated().map { index, report in
        let count = min(size - 1, max(0, frame.count - index * (size - 1)))
        return [UInt8(count)] + report
      }
      if waiting[0x81, default: []].isEmpty, let first = held.first {
        held.removeFirst()
        put([first], 0x81)
      }
    case .escape, .apdu, .pages: break
    }
  }

  private mutating func goOn() {
    if !held.isEmpty { waiting[0x81, default: []].append(Waiting(moment: clock, bytes: held.removeFirst())) }
  }

  /// Reports of one size, the last filled up with zeros.
  private static func reports(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map { start in
      let part = Array(bytes.dropFirst(start).prefix(size))
      return part + [UInt8](repeating: 0, count: size - part.count)
    }
  }

  private mutating func count(_ number: Int) throws(KioskFailure) {
    try mustBeThere()
    bytes += number
    guard let budget else { return }
    self.budget = budget - number
    if budget <= number {
      isPlugged = false
      throw KioskFailure(.readerGone)
    }
  }
}
