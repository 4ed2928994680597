internal import KioskProtocol

/// The readings of card sessions that still live: what may be filed.
///
/// Nothing of a session stays here once it has ended: values of a person who left the counter have no place in memory.
actor LiveReadings {
  private struct Entry: Sendable {
    var owner: SessionOwner
    var reading: CardAcquire.Output
  }

  /// How many ended sessions are remembered, for readings that come after the word of their end.
  private static let mostEnded = 256

  private var entries: [String: Entry] = [:]
  private var ended: [String] = []

  /// How many there are.
  var count: Int { entries.count }

  /// Keeps a reading, unless its session has ended; it takes the place of an earlier one at the same reader.
  func keep(_ reading: CardAcquire.Output, for owner: SessionOwner) {
    let (session, reader) = (reading.reading.session, reading.reading.reader.id)
    guard !ended.contains(session) else { return }
    entries = entries.filter { $0.value.reading.reading.reader.id != reader }
    entries[session] = Entry(owner: owner, reading: reading)
  }

  /// The reading of a session that lives, if there is one and it is the owner's.
  func reading(of session: String, for owner: SessionOwner) throws(KioskFailure) -> CardAcquire.Output {
    guard let entry = entries[session] else { throw KioskFailure(.sessionNothingRead) }
    guard entry.owner == owner else { throw KioskFailure(.sessionNotYours) }
    return entry.reading
  }

  /// Forgets a session.
  func end(_ session: String) {
    entries[session] = nil
    ended.append(session)
    if ended.count > Self.mostEnded { ended.removeFirst() }
  }

  /// Forgets every session but these.
  func endAll(but living: Set<String> = []) {
    entries = entries.filter { living.contains($0.key) }
  }
}
