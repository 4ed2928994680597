package import SAMProtocol

extension VirtualSAM {
  /// Something that goes wrong with one answer.
  package enum Fault: Equatable, Sendable {
    /// The answer comes this much later.
    case delay(Duration)
    /// The answer takes this many times as long as usual.
    case slower(Double)
    /// There is no answer.
    case drop
    /// The answer comes, with its last byte wrong.
    case wrongChecksum
    /// The length in the answer's head is this one.
    case lyingLength(UInt16)
    /// The answer begins and then a byte repeats without end.
    case endless
    /// These bytes come before the answer.
    case noise([UInt8])
    /// Only so many bytes of the answer come.
    case cut(Int)
    /// The command is not done; the answer is this status.
    case status(UInt8)
    /// Another card lies there when the command comes.
    case swapCard(SAMCardBlocks)
    /// The card is gone when the command comes.
    case liftCard
    /// The answer comes in pieces of this size, a little apart.
    case packets(Int)
    /// The answer comes twice.
    case twice

    func applied(to emissions: [Emission]) -> [Emission] {
      switch self {
      case .status, .swapCard, .liftCard: emissions
      case .drop: []
      case .delay(let more): emissions.map { Emission(bytes: $0.bytes, delay: $0.delay + more) }
      case .slower(let factor): emissions.map { Emission(bytes: $0.bytes, delay: $0.delay * factor) }
      case .twice: emissions + emissions
      case .noise(let noise): onFirst(emissions) { noise + $0 }
      case .cut(let count): onFirst(emissions) { Array($0.prefix(max(0, count))) }
      case .wrongChecksum: onFirst(emissions) { $0.dropLast() + $0.suffix(1).map { $0 ^ 0x5A } }
      case .lyingLength(let length):
        onFirst(emissions) {
          $0.prefix(5) + [UInt8(length >> 8), UInt8(truncatingIfNeeded: length)] + $0.dropFirst(7)
        }
      case .endless:
        onFirst(emissions) { Array($0.prefix(5)) }
          + emissions.prefix(1).map {
            Emission(bytes: [UInt8](repeating: 0x69, count: 64), delay: $0.delay, isEndless: true)
          }
      case .packets(let size): emissions.flatMap { Self.pieces(of: $0, max(1, size)) }
      }
    }

    private func onFirst(_ emissions: [Emission], _ change: ([UInt8]) -> [UInt8]) -> [Emission] {
      guard let first = emissions.first else { return [] }
      return [Emission(bytes: change(first.bytes), delay: first.delay)] + emissions.dropFirst()
    }

    private static func pieces(of emission: Emission, _ size: Int) -> [Emission] {
      stride(from: 0, to: emission.bytes.count, by: size).map { start in
        Emission(
          bytes: Array(emission.bytes.dropFirst(start).prefix(size)),
          delay: emission.delay + .microseconds(start / size * 100))
      }
    }
  }

  /// A fault with the command it waits for (any without one) and how often it still comes (always without a number).
  package struct PlannedFault: Equatable, Sendable {
    package var fault: Fault
    package var command: SAMCommand?
    package var remaining: Int?
  }

  /// How long the module takes for each kind of command.
  package struct Times: Equatable, Sendable {
    /// Status, identity, reset and settings.
    package var own: Duration
    package var find: Duration
    package var select: Duration
    package var read: Duration
    /// The newest address, a fifth of what the card itself holds.
    package var address: Duration

    /// Times for one kind of command each.
    package init(
      own: Duration, find: Duration, select: Duration, read: Duration, address: Duration
    ) {
      self.own = own
      self.find = find
      self.select = select
      self.read = read
      self.address = address
    }

    /// No time at all.
    package static let instant = Times(own: .zero, find: .zero, select: .zero, read: .zero, address: .zero)
    /// An assumed module of average speed; no source measured one.
    package static let typical = Times(
      own: .milliseconds(5), find: .milliseconds(40), select: .milliseconds(60), read: .milliseconds(700),
      address: .milliseconds(140))

    /// How long a command takes.
    package subscript(command: SAMCommand) -> Duration {
      switch command {
      case .findCard: find
      case .selectCard: select
      case .readTextAndPhoto, .readTextPhotoAndFingerprint, .readManagementNumber: read
      case .readNewestAddress: address
      case .resetSAM, .samStatus, .samID, .setSerialSpeed, .setMaximumRFFrame: own
      }
    }
  }
}
