/// The third status byte of a response (docs/reader-protocol.md §1.4).
///
/// The first two are arbitrary for some codes.
public enum SAMStatus: Hashable, Sendable {
  case success
  case cardFound
  case noContent
  case requestChecksumWrong
  case requestLengthWrong
  case commandWrong
  case notPermitted
  case notRecognised
  case cardRefusedSAM
  case samRefusedCard
  case verificationFailed
  case fingerprintVerificationFailed
  case informationLengthWrong
  case cardTypeNotRecognised
  case readFailed
  case randomNumberFailed
  case selfTestFailed
  case samNotAuthorised
  case findFailed
  case selectFailed
  case unknown(UInt8)

  private static let codes: [(UInt8, SAMStatus)] = [
    (0x90, .success), (0x9F, .cardFound), (0x91, .noContent), (0x10, .requestChecksumWrong),
    (0x11, .requestLengthWrong), (0x21, .commandWrong), (0x23, .notPermitted), (0x24, .notRecognised),
    (0x31, .cardRefusedSAM), (0x32, .samRefusedCard), (0x33, .verificationFailed),
    (0x37, .fingerprintVerificationFailed), (0x3F, .informationLengthWrong), (0x40, .cardTypeNotRecognised),
    (0x41, .readFailed), (0x47, .randomNumberFailed), (0x60, .selfTestFailed), (0x66, .samNotAuthorised),
    (0x80, .findFailed), (0x81, .selectFailed),
  ]

  /// Every status that has a name.
  public static var named: [SAMStatus] { codes.map(\.1) }

  /// The meaning of a received code.
  public init(code: UInt8) { self = Self.codes.first { $0.0 == code }?.1 ?? .unknown(code) }

  /// The byte on the wire.
  public var code: UInt8 {
    if case .unknown(let code) = self { return code }
    return Self.codes.first { $0.1 == self }?.0 ?? 0
  }
}
