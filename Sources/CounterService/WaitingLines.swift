internal import CounterRules
internal import DeliveryQueue
internal import KioskProtocol
internal import PersonArchive
internal import Synchronization

/// Takes to the centre the lines of its trail that wait at the window.
final class WaitingLines: Sendable {
  private let archive: ArchiveAccess
  private let queue: DeliveryQueue
  private let lockOut: @Sendable () -> LockOut
  /// The place of the line that the centre took last: one that cannot be taken out here is not taken there again.
  private let delivered = Mutex(0)

  init(archive: ArchiveAccess, queue: DeliveryQueue, lockOut: @escaping @Sendable () -> LockOut) {
    self.archive = archive
    self.queue = queue
    self.lockOut = lockOut
  }

  /// Delivers the one that has waited longest; whether there was one.
  ///
  /// Throws where it must be tried again. Where this program ends before a line is taken out, the line stands twice in the
  /// trail, with one moment.
  func deliverNext() async throws(KioskFailure) -> Bool {
    guard let (place, line) = try await queue.nextLine() else { return false }
    if place != delivered.withLock({ $0 }) {
      try await deliver(line, to: try await archive.opened())
      delivered.withLock { $0 = place }
    }
    try await queue.take(line: place)
    return true
  }

  private func deliver(_ line: WaitingLine, to store: any CounterArchive) async throws(KioskFailure) {
    if let account = try await account(line.entry.subject, in: store), let change = change(account, line) {
      try await store.change(clerk: account.name, change, by: line.entry, outcome: line.outcome)
    } else {
      try await store.note(line.entry, outcome: line.outcome)
    }
  }

  /// What a try means for the account as it stands now; `nil` for nothing.
  private func change(_ account: ClerkAccount, _ line: WaitingLine) -> ClerkChange? {
    guard let moment = TimeOfDay.seconds(line.entry.at) else { return nil }
    let last = account.wrongAt.flatMap(TimeOfDay.seconds)
    // While an account is locked a wrong password counts as little as the right one helps.
    guard !lockOut().holds(wrongTries: account.wrongTries, since: last, at: moment) else { return nil }
    let isNewest = last.map { $0 <= moment } ?? true
    switch line.kind {
    case .wrongPassword:
      let count = lockOut().count(after: account.wrongTries)
      return .wrongTries(count, at: isNewest ? line.entry.at : account.wrongAt)
    case .admitted: return isNewest && account.wrongTries > 0 ? .wrongTries(0, at: nil) : nil
    case .refused, .plain: return nil
    }
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
