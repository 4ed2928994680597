internal import CounterRules
internal import IdentityDocuments
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive

/// Erases whoever was not read for as many years as the settings say, takes old backups away, and goes on with erasures
/// whose bytes are still in the files (docs/archive.md).
struct Retention: Sendable {
  let archive: ArchiveAccess
  let settings: WindowSettings
  var clock = DeskClock()

  /// Does all that is due, again and again, until the task is cancelled.
  func start() -> Task<Void, Never> {
    startTask {
      repeat {
        do throws(KioskFailure) {
          let count = try await run()
          if count > 0 { Log.info("\(count) persons were erased, as archive.keepYears says") }
        } catch {
          if error.reason != .serviceStopping { Log.warning("what is to be erased stays: \(error)") }
        }
      } while await Pause.wait(.seconds(600))
    }
  }

  /// Does what is due now; how many persons were erased.
  func run() async throws(KioskFailure) -> Int {
    let store = try await archive.opened()
    guard let today = CalendarDate(iso: String(clock.timeOfDay().prefix(10))) else { return 0 }
    var count = 0
    if settings.backupDays > 0, let day = today.adding(days: -settings.backupDays) {
      _ = try await store.removeBackups(madeBefore: day.description, by: entry(.keepArchive))
    }
    if settings.keepYears > 0, let day = today.subtracting(years: settings.keepYears),
      try await store.mayErase(onDay: today.days)
    {
      count = try await erase(before: day.description, store)
    }
    _ = try await store.finishErasures()
    return count
  }

  private func erase(before day: String, _ store: any CounterArchive) async throws(KioskFailure) -> Int {
    var count = 0
    var mark: Int? = 0
    while let next = mark, !Task.isCancelled {
      let page = try await store.lastRead(before: day, after: next)
      for person in page.persons {
        _ = try await store.erase(person: person, by: entry(.erasePerson), wiping: false)
        count += 1
      }
      mark = page.mark
    }
    return count
  }

  private func entry(_ act: Act) -> AuditEntry {
    AuditEntry(
      at: clock.timeOfDay(), window: settings.windowID, party: .localAdministrator(uid: ProcessIdentity.uid),
      act: act, subject: "retention")
  }
}
