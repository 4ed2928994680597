internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// A security module behind a PC/SC reader, in the shape that a file of readers describes.
///
/// The module has a card field of its own and is asked for cards like every other; what pcscd says of cards does not
/// matter. Between questions the reader is free for other programs.
final class CardSAMReader: ReaderDriver {
  private let link: CardFrameLink
  private let sam: SAMReader
  /// Whether the module could not be asked who it is for want of a card.
  private var isUnasked = false
  /// What it said then with the first card.
  private var told: String??

  init(_ channel: any CardChannel, _ framing: CardFraming, _ deadlines: SAMDeadlines, _ habits: SAMHabits) {
    link = CardFrameLink(channel, framing)
    sam = SAMReader(link: link, deadlines: deadlines, habits: habits)
  }

  /// Fails with `card.removed` where pcscd lets no command through without a card and none was there yet.
  func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String? {
    if let told {
      self.told = nil
      return told
    }
    defer { link.letGo() }
    do throws(KioskFailure) { return try sam.identify(cancellation) } catch {
      isUnasked = error.reason == .cardRemoved
      throw error
    }
  }

  /// Fails with `card.removed` where pcscd lets no command through without a card and none is there.
  func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool {
    var isFound = false
    defer { if !isFound { link.letGo() } }
    // Before the first card is found, so that nothing comes between finding and reading it.
    if isUnasked {
      told = .some(try sam.identify(cancellation))
      isUnasked = false
    }
    isFound = try sam.findCard(cancellation)
    return isFound
  }

  func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent {
    defer { link.letGo() }
    return try sam.readCard(cancellation, progress: progress)
  }

  /// Fails with `card.removed` where pcscd lets no command through without a card.
  func resetModule(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool {
    defer { link.letGo() }
    return try sam.resetModule(cancellation)
  }

  func close() { sam.close() }
}
