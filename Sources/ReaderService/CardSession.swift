internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData

/// One card on one reader, from the moment it was found.
struct CardSession: Sendable {
  let id: String
  /// Who claimed the reader; nobody where a PC/SC reader reported a card that nobody waited for.
  var owner: SessionOwner?
  /// Which card of this reader, where the reader counts them.
  var insertion: UInt64?
  /// What stands on the card, as soon as that is known.
  var text: CardText.Output?
  /// What was read; once, and never replaced.
  var reading: SessionReading?
  /// Ends it when its time is over; nothing of it may outlive the session, or every reading would leave one behind.
  var expiry: DelayedWork?
}

/// A reading as the session keeps it: the message, and the blocks it was decoded from.
struct SessionReading: Sendable {
  var message: WireReading
  var text: Personal<[UInt8]>
  var photo: Personal<[UInt8]>
}
