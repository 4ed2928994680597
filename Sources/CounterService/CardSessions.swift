internal import KioskProtocol
internal import RPCTransport

/// The card sessions of this window: their readings, and their ends.
struct CardSessions: Sendable {
  let uplink: ReaderUplink
  let live: LiveReadings

  /// The reading of a session of the owner's that lives at this moment, as the reader daemon says.
  ///
  /// Throws `session.ended`, `session.nothingRead` or `session.notYours`.
  func reading(of session: String, for owner: SessionOwner) async throws(KioskFailure) -> CardAcquire.Output {
    let readers = try await uplink.connection().call(ReaderList.self, Empty()).readers
    guard readers.contains(where: { $0.session == session }) else {
      await live.end(session)
      throw KioskFailure(.sessionEnded)
    }
    return try await live.reading(of: session, for: owner)
  }

  /// Ends a session, or all of the owner's where none is named: the card that still lies there is not read again until it
  /// was lifted.
  @discardableResult
  func end(_ session: String?, for owner: SessionOwner) async throws(KioskFailure) -> CardDone.Output {
    try await uplink.connection().call(CardDone.self, CardDone.Params(session: session, owner: owner))
  }
}
