/// A request to the security module (docs/reader-protocol.md §1.2).
public enum SAMCommand: Hashable, Sendable {
  case resetSAM
  case samStatus
  case samID
  case findCard
  case selectCard
  case readTextAndPhoto
  case readNewestAddress
  case readManagementNumber
  case readTextPhotoAndFingerprint
  case setSerialSpeed(SerialSpeed)
  case setMaximumRFFrame(UInt8)

  /// The speeds a serial module can be told (command 60), in bits a second.
  public enum SerialSpeed: UInt8, CaseIterable, Sendable {
    case bps115200 = 0
    case bps57600, bps38400, bps19200, bps9600
  }

  /// CMD, Para and data, without frame.
  public var body: [UInt8] {
    switch self {
    case .resetSAM: [0x10, 0xFF]
    case .samStatus: [0x11, 0xFF]
    case .samID: [0x12, 0xFF]
    case .findCard: [0x20, 0x01]
    case .selectCard: [0x20, 0x02]
    case .readTextAndPhoto: [0x30, 0x01]
    case .readNewestAddress: [0x30, 0x03]
    case .readManagementNumber: [0x30, 0x05]
    case .readTextPhotoAndFingerprint: [0x30, 0x10]
    case .setSerialSpeed(let speed): [0x60, speed.rawValue]
    case .setMaximumRFFrame(let size): [0x61, 0xFF, size]
    }
  }

  /// The request that a received body means, if it is one.
  public init?(body: [UInt8]) {
    switch (body.first, body.dropFirst().first, body.count) {
    case (0x60, let speed?, 2):
      guard let speed = SerialSpeed(rawValue: speed) else { return nil }
      self = .setSerialSpeed(speed)
    case (0x61, 0xFF, 3):
      self = .setMaximumRFFrame(body.last ?? 0)
    default:
      guard let command = Self.fixed.first(where: { $0.body == body }) else { return nil }
      self = command
    }
  }

  /// The whole frame as it is sent.
  public var frame: [UInt8] { SAMFrame.encode(body) }

  private static let fixed: [SAMCommand] = [
    .resetSAM, .samStatus, .samID, .findCard, .selectCard, .readTextAndPhoto, .readNewestAddress,
    .readManagementNumber, .readTextPhotoAndFingerprint,
  ]
}
