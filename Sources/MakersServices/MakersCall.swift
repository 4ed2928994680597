package import KioskProtocol

/// What a page asks of a maker's service.
package enum MakersCall: Equatable, Sendable {
  /// A reading of the card that lies there, or comes within so many seconds.
  case read(seconds: Double)
  /// The security module's number.
  case samID
  /// Whether there is a reader.
  case open
  /// Nothing that there is to do: the device stays as it is.
  case nothing
  /// Which version of its maker's service is spoken.
  case version

  /// Seconds that a page waits where it does not say how long: the makers' own pages give up after three to five.
  static let patience = 2.0
}

/// What came of it.
package enum MakersAnswer: Sendable {
  /// A reading.
  case reading(WireReading)
  /// The security module's number, or none.
  case samID(String?)
  /// It is as it was asked.
  case done
  /// The version.
  case version
  /// A call of another page is under way.
  case busy
  /// It failed.
  case failed(FailureReason)
}
