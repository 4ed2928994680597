package import SAMProtocol

/// The firmware of a reader with a security module, as a state machine: a request comes in, emissions go out.
///
/// It never waits; whoever hosts it sends each emission when its time has come. What a real module does with a card
/// (docs/reader-protocol.md §1.5) holds here: one find answers "found", and after a successful read find answers
/// "none" until the card was lifted and laid again.
package struct VirtualSAM: Sendable {
  /// Bytes that go out some time after the request.
  package struct Emission: Equatable, Sendable {
    /// What goes out.
    package var bytes: [UInt8]
    /// When, counted from the request.
    package var delay: Duration
    /// Whether it is sent over and over, every millisecond, until the next request, reset or unplug.
    package var isEndless = false
  }

  /// The card that lies on the reader.
  package private(set) var card: SAMCardBlocks?
  /// The block of added addresses of the card that lies there; empty where it has none.
  package var newestAddress: [UInt8] = []
  /// The management number of the card that lies there; empty where it has none.
  package var managementNumber: [UInt8] = []
  /// How long each command takes.
  package var times = Times.instant
  /// Whether a found card must be selected before it is read.
  package var needsSelect = true
  /// The faults that are switched on, in order.
  package private(set) var faults: [PlannedFault] = []
  /// The 16 bytes of the module's identity; printed 05.01-20101129-0001228293-0296863149.
  package var identity: [UInt8] = [
    0x05, 0x00, 0x01, 0x00, 0x09, 0xB8, 0x32, 0x01, 0x05, 0xBE, 0x12, 0x00, 0xAD, 0xC5, 0xB1, 0x11,
  ]
  private var cardState = CardState.lying

  private enum CardState { case lying, found, selected, read }

  /// A module without a card and without faults.
  package init() {}

  /// Lays a card on the reader; one that lay there is gone.
  package mutating func lay(_ card: SAMCardBlocks) {
    self.card = card
    newestAddress = []
    managementNumber = Self.managementNumber(of: card)
    cardState = .lying
  }

  /// 28 bytes that are this card's and no other's; what real ones hold is not published.
  package static func managementNumber(of card: SAMCardBlocks) -> [UInt8] {
    var number = [UInt8](repeating: 0x4D, count: 28)
    for (index, byte) in (card.text + card.photo).enumerated() {
      number[index % 28] = number[index % 28] &* 31 &+ byte
    }
    return number
  }

  /// Takes the card away.
  package mutating func lift() {
    card = nil
    cardState = .lying
  }

  /// What a reset of the device does: the card must be found again, unless it was read already.
  package mutating func reset() {
    if cardState != .read { cardState = .lying }
  }

  /// What plugging the device in does: the module remembers nothing of a card.
  package mutating func powerOn() { cardState = .lying }

  /// Switches a fault on for the next `times` requests that it concerns; for all of them without a number.
  package mutating func plan(_ fault: Fault, for command: SAMCommand? = nil, times: Int? = nil) {
    faults.append(PlannedFault(fault: fault, command: command, remaining: times))
  }

  /// Switches all faults off.
  package mutating func clearFaults() { faults = [] }

  /// Answers one request, given as the bytes of one transfer.
  ///
  /// Bytes without a preamble are not answered.
  package mutating func receive(_ request: [UInt8]) -> [Emission] {
    let head = SAMFrame.preamble.count
    guard request.starts(with: SAMFrame.preamble), request.count >= head + 2 else { return [] }
    let length = Int(request[head]) << 8 | Int(request[head + 1])
    let counted = request.dropFirst(head)
    guard length >= 3, counted.count == length + 2 else {
      return answer(SAMResponse(.requestLengthWrong), to: nil)
    }
    guard SAMFrame.checksum(counted) == 0 else { return answer(SAMResponse(.requestChecksumWrong), to: nil) }
    guard let command = SAMCommand(body: Array(counted.dropFirst(2).dropLast())) else {
      return answer(SAMResponse(.commandWrong), to: nil)
    }
    let faults = takeFaults(for: command)
    for case .swapCard(let other) in faults { lay(other) }
    if faults.contains(.liftCard) { lift() }
    for case .status(let code) in faults {
      return answer(SAMResponse(SAMStatus(code: code)), to: command, faults)
    }
    return answer(perform(command), to: command, faults)
  }

  private mutating func perform(_ command: SAMCommand) -> SAMResponse {
    switch command {
    case .resetSAM:
      reset()
      return SAMResponse(.success)
    case .samStatus, .setSerialSpeed, .setMaximumRFFrame: return SAMResponse(.success)
    case .samID: return SAMResponse(.success, data: identity)
    case .findCard:
      guard card != nil, cardState != .read else { return SAMResponse(.findFailed) }
      cardState = .found
      return SAMResponse(.cardFound, data: [0, 0, 0, 0])
    case .selectCard:
      guard card != nil, cardState == .found else { return SAMResponse(.selectFailed) }
      cardState = .selected
      return SAMResponse(.success, data: [UInt8](repeating: 0, count: 8))
    case .readTextAndPhoto, .readTextPhotoAndFingerprint:
      guard var blocks = card, cardState == .selected || !needsSelect && cardState == .found else {
        return SAMResponse(.readFailed)
      }
      cardState = .read
      blocks.fingerprint = command == .readTextAndPhoto ? nil : blocks.fingerprint ?? []
      return SAMResponse(.success, data: blocks.data)
    case .readNewestAddress:
      guard card != nil, cardState == .selected || cardState == .read || !needsSelect && cardState == .found
      else { return SAMResponse(.readFailed) }
      return newestAddress.isEmpty
        ? SAMResponse(.noContent) : SAMResponse(.success, data: newestAddress)
    case .readManagementNumber:
      guard card != nil, cardState == .selected || !needsSelect && cardState == .found else {
        return SAMResponse(.readFailed)
      }
      return managementNumber.isEmpty
        ? SAMResponse(.noContent) : SAMResponse(.success, data: managementNumber)
    }
  }

  private mutating func takeFaults(for command: SAMCommand) -> [Fault] {
    var taken: [Fault] = []
    for index in faults.indices where faults[index].command ?? command == command {
      taken.append(faults[index].fault)
      faults[index].remaining = faults[index].remaining.map { $0 - 1 }
    }
    faults.removeAll { $0.remaining.map { $0 <= 0 } ?? false }
    return taken
  }

  private func answer(
    _ response: SAMResponse, to command: SAMCommand?, _ faults: [Fault] = []
  ) -> [Emission] {
    let whole = Emission(bytes: response.frame, delay: command.map { times[$0] } ?? .zero)
    return Self.inOrder(faults.reduce([whole]) { $1.applied(to: $0) })
  }

  /// Bytes never overtake each other on a link, whatever several faults together ask for.
  private static func inOrder(_ emissions: [Emission]) -> [Emission] {
    var latest = Duration.zero
    return emissions.map { emission in
      latest = max(latest, emission.delay)
      return Emission(bytes: emission.bytes, delay: latest, isEndless: emission.isEndless)
    }
  }
}
