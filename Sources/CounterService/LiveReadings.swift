internal import KioskProtocol

/// The readings of card sessions that still live: what may be filed.
actor LiveReadings {
  struct Entry: Sendable {
    var owner: SessionOwner
    var reading: CardAcquire.Output
  }

  private var entries: [String: Entry] = [:]

  func keep(_ reading: CardAcquire.Output, for owner: SessionOwner) {
    entries[reading.reading.session] = Entry(owner: owner, reading: reading)
  }

  /// The reading of a session that lives, if there is one and it is the owner's.
  func reading(of session: String, for owner: SessionOwner) throws(KioskFailure) -> CardAcquire.Output {
    guard let entry = entries[session] else { throw KioskFailure(.sessionNothingRead) }
    guard entry.owner == owner else { throw KioskFailure(.sessionNotYours) }
    return entry.reading
  }

  func end(_ session: String) { entries[session] = nil }

  func endAll() { entries = [:] }
}
