internal import CounterRules
internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import PersonArchive

/// Takes to the centre the lines of its trail that wait at the window.
struct WaitingLines: Sendable {
  let archive: ArchiveAccess
  let queue: DeliveryQueue
  let lockOut: @Sendable () -> LockOut

  /// Delivers the one that has waited longest; whether there was one.
  ///
  /// Throws where it must be tried again. One whose taking out is lost stands twice in the trail, with one moment.
  func deliverNext() async throws(KioskFailure) -> Bool {
    guard let (place, line) = try await queue.nextLine() else { return false }
    let store = try await archive.opened()
    if line.isWrongTry, let account = try await account(line.entry.subject, in: store) {
      let count = lockOut().count(after: account.wrongTries)
      try await store.change(
        clerk: account.name, .wrongTries(count, at: line.entry.at), by: line.entry, outcome: line.outcome)
    } else {
      try await store.note(line.entry, outcome: line.outcome)
    }
    try await queue.take(line: place)
    return true
  }

  private func account(
    _ name: String?, in store: any CounterArchive
  ) async throws(KioskFailure) -> ClerkAccount? {
    guard let name else { return nil }
    do throws(KioskFailure) {
      return try await store.clerk(named: name)
    } catch {
      // The line is true all the same, and others wait behind it.
      guard error.reason == .archiveDamaged else { throw error }
      return nil
    }
  }
}
