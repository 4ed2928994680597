public import KioskProtocol
public import LinuxPlatform
public import PersonalData

/// What one kind of reader can do, written as straight blocking code.
///
/// A driver never starts a thread, a task or a timer: the supervisor that runs it owns all of that. Deadlines of
/// single steps are the driver's; the flag says that nobody waits any more.
public protocol ReaderDriver: AnyObject {
  /// Says who the reader is, and thereby that it answers; the SAM id as printed on the housing, where there is one.
  ///
  /// A reader that can be asked only while a card lies on it fails with `card.removed` and is asked again with a card.
  func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String?
  /// Whether a card lies there that was not read yet.
  ///
  /// False also while the card lies there that was read. A reader that sees that no card lies there, or that it was away
  /// just now, may say so with `card.removed`.
  func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool
  /// Reads the card that was just found.
  func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent
  /// The card that could not be read because its content needs a reader with a security module, as far as is known.
  var lyingCard: LyingCard? { get }
  /// Whether the card that was read still lies there; `nil` where the reader cannot tell.
  func isCardStillThere(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool?
  /// Resets the security module; whether there is one that took it. It forgets a card that was found and not read.
  func resetModule(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool
  /// Gives the device back.
  func close()
}

/// The steps of a read, in their order.
public enum ReadStep: Equatable, Sendable {
  case find, select, read
  /// The photo block is there, and something more is asked for that a portrait need not wait for.
  case portrait(Personal<[UInt8]>)
}

extension ReaderDriver {
  /// None.
  public var lyingCard: LyingCard? { nil }
  /// There is none.
  public func resetModule(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool { false }
  /// It cannot tell.
  public func isCardStillThere(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool? { nil }
}
