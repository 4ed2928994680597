internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive

/// Erases a person, and says what still holds it.
struct ErasureCall: Sendable {
  let archive: ArchiveAccess
  let settings: WindowSettings

  func install(in calls: inout CounterCalls) {
    calls.on(PersonErase.self, needs: .erasePerson) {
      (params, call) async throws(KioskFailure) -> PersonErase.Output in
      let store = try await archive.opened()
      var id = params.person
      // Who looks by a number leaves a line, found or not.
      if id == nil {
        let number = try PersonCalls.number(params.number)
        id = try await store.person(number: number, mustBeAlone: true, shownTo: call.entry(.erasePerson)).id
      }
      var entry = call.entry(.erasePerson)
      entry.subject = "request"
      let erasure = try await store.erase(person: id ?? "", by: entry, wiping: true)
      return output(erasure, call)
    }
  }

  private func output(_ erasure: Erasure, _ call: CounterCall) -> PersonErase.Output {
    PersonErase.Output(
      person: erasure.person, erasedAt: erasure.at, window: call.window.id, clerk: call.party.clerkName,
      versions: erasure.versions, readings: erasure.readings, conflicts: erasure.conflicts,
      numbers: erasure.numbers, lists: erasure.lists, linked: erasure.linked, wiped: erasure.isWiped,
      backups: erasure.backups.map { backup in
        PersonErase.Backup(
          file: backup.path, madeAt: backup.madeAt, there: backup.isThere, until: until(backup.madeAt))
      })
  }

  /// The day on which a backup is taken away.
  private func until(_ madeAt: String?) -> String? {
    guard settings.backupDays > 0, let madeAt, let day = CalendarDate(iso: String(madeAt.prefix(10))) else {
      return nil
    }
    return day.adding(days: settings.backupDays + 1)?.description
  }
}
