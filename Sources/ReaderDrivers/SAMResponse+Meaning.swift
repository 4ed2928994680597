internal import KioskProtocol
internal import SAMProtocol

extension SAMResponse {
  /// Whether this can be the answer to `command`: its status and the size of its data (docs/reader-protocol.md §1.3).
  ///
  /// An answer that belongs to another request is the sign of a line out of step.
  func fits(_ command: SAMCommand) -> Bool {
    switch status {
    case .cardFound: command == .findCard && (data.isEmpty || data.count == 4)
    case .findFailed: command == .findCard && data.isEmpty
    case .selectFailed: command == .selectCard && data.isEmpty
    case .noContent: command.readsCard && data.isEmpty
    case .success:
      switch command {
      case .findCard: false
      case .samID: data.count == 16
      case .selectCard: data.isEmpty || data.count == 8
      case .readTextAndPhoto: blocks != nil
      case .readTextPhotoAndFingerprint: !data.isEmpty
      // Never the blocks of a card, which a second answer to the base read would be.
      case .readNewestAddress: (1...280).contains(data.count)
      case .readManagementNumber: data.count == 28
      case .resetSAM, .samStatus, .setSerialSpeed, .setMaximumRFFrame: data.isEmpty
      }
    default: data.isEmpty
    }
  }

  /// The blocks of a successful read; `nil` when there is no text or the lengths do not add up.
  var blocks: SAMCardBlocks? {
    guard let blocks = try? SAMCardBlocks(data: data), !blocks.text.isEmpty else { return nil }
    return blocks
  }
}

extension SAMCommand {
  fileprivate var readsCard: Bool {
    switch self {
    case .readTextAndPhoto, .readTextPhotoAndFingerprint, .readNewestAddress, .readManagementNumber: true
    default: false
    }
  }
}

extension SAMStatus {
  /// What this status means for whoever asked; `nil` for success.
  var failure: KioskFailure? {
    switch self {
    case .success, .cardFound: nil
    case .noContent, .verificationFailed, .fingerprintVerificationFailed, .informationLengthWrong,
      .readFailed,
      .randomNumberFailed, .selectFailed:
      KioskFailure(.cardReadFailed, detail: Int(code))
    case .cardRefusedSAM, .samRefusedCard: KioskFailure(.cardNotGenuine, detail: Int(code))
    case .cardTypeNotRecognised: KioskFailure(.cardNotRecognised, detail: Int(code))
    case .findFailed: KioskFailure(.cardRemoved)
    case .selfTestFailed: KioskFailure(.readerSelfTestFailed)
    case .samNotAuthorised: KioskFailure(.readerNotAuthorised)
    case .requestChecksumWrong, .requestLengthWrong, .commandWrong, .notPermitted, .notRecognised, .unknown:
      KioskFailure(.readerRefusedCommand, detail: Int(code))
    }
  }
}
