internal import CounterRules
internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import RPCTransport

/// The administrator's work on the archive.
struct ArchiveCalls: Sendable {
  /// After how long a centre that was away is asked again.
  private static let nextTry = Duration.seconds(5)

  /// Steps of one call: a caller hears of it several times a second.
  private static let steps = 8

  let archive: ArchiveAccess
  let finding: ArchiveFinding
  let delivery: CentreDelivery

  func install(in calls: inout CounterCalls) {
    calls.on(ArchiveRotateKeys.self, needs: .keepArchive) {
      (params, call) async throws(KioskFailure) -> ArchiveRotateKeys.Output in
      let store = try await archive.opened()
      var state =
        params.goOn == true
        ? try await store.rotation() : try await store.beginRotation(by: call.entry(.keepArchive))
      for _ in 0..<Self.steps where state.isUnderWay { state = try await store.rotate() }
      return ArchiveRotateKeys.Output(
        wrapping: state.wrapping, lookup: state.lookup, underWay: state.isUnderWay, left: state.left)
    }
    calls.on(ArchiveCheck.self, needs: .keepArchive) {
      (_, _) async throws(KioskFailure) -> WireArchiveReport in
      let report = try await archive.opened().check()
      finding.note(report)
      return WireArchiveReport(report)
    }
    calls.on(ArchiveOutbox.self, needs: .keepArchive) {
      (params, _) async throws(KioskFailure) -> ArchiveOutbox.Output in
      let page = try ListPage(offset: params.offset, limit: params.limit)
      let entries = try await delivery.list(offset: page.offset, limit: page.limit)
      return ArchiveOutbox.Output(
        waiting: await delivery.waiting() ?? WireWaiting(count: 0, since: nil, damaged: 0, failure: nil),
        entries: entries.map {
          ArchiveOutbox.Entry(session: $0.session, batch: $0.batch, since: $0.since, damaged: $0.isDamaged)
        })
    }
    calls.on(ArchiveBackUp.self, needs: .keepArchive) {
      (params, call) async throws(KioskFailure) -> ArchiveBackUp.Output in
      try await backUp(params, call)
    }
  }

  private func backUp(
    _ params: ArchiveBackUp.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> ArchiveBackUp.Output {
    let now = WallClock.now()
    let digits = now.prefix(19).filter { $0.isNumber }
    let name = params.name ?? "archive-\(digits).db"
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x2E
    }
    // SQLite takes these for what belongs to another file, and this program for a copy that is not whole.
    let isOfAnother = ["-wal", "-shm", "-journal", ".new"].contains { name.hasSuffix($0) }
    guard (1...64).contains(name.utf8.count), isPlain, !name.hasPrefix("."), !isOfAnother else {
      throw KioskFailure(.requestBadParameters)
    }
    var entry = call.entry(.keepArchive)
    entry.subject = "backup \(name)"
    let backup = try await archive.opened().backUp(as: name, by: entry)
    return ArchiveBackUp.Output(file: backup.path, report: WireArchiveReport(backup.report))
  }

  /// Looks at everything once after the start; what is damaged stands in the log, and in what `status` says.
  func checkOnce() {
    startTask {
      await whenThere("the archive cannot be checked") { store async throws(KioskFailure) in
        let report = try await store.check()
        finding.note(report)
        guard !report.isSound else { return }
        Log.error(
          "the archive is damaged: \(report.damaged) rows, \(report.file.count) faults of the file, \(report.trail.count) of the audit trail; idkiosk archive check tells more"
        )
      }
    }
  }

  /// Goes on with a rotation that an earlier run left; ends with the archive.
  func resume() {
    startTask {
      await whenThere("the archive's keys stay as they are") { store async throws(KioskFailure) in
        var state = try await store.rotation()
        guard state.isUnderWay else { return }
        Log.info("goes on with the rotation of the archive's keys")
        while state.isUnderWay { state = try await store.rotate() }
        Log.info("the archive's keys are rotated")
      }
    }
  }

  /// Does what a start brings with it as soon as the archive can be reached: a centre that is away comes back some time.
  private func whenThere(
    _ trouble: StaticString, _ work: (any CounterArchive) async throws(KioskFailure) -> Void
  ) async {
    var isTold = false
    while true {
      do throws(KioskFailure) {
        return try await work(try await archive.opened())
      } catch {
        if error.reason != .serviceStopping, !isTold { Log.warning("\(trouble): \(error)") }
        isTold = true
        guard error.isCentreAway, await Pause.wait(Self.nextTry) else { return }
      }
    }
  }
}

extension WireArchiveReport {
  init(_ report: ArchiveReport) {
    self.init(
      sound: report.isSound, persons: report.persons, versions: report.versions, readings: report.readings,
      others: report.others, damaged: report.damaged,
      named: report.named.map { Damage(table: $0.table, id: $0.id) }, file: report.file,
      auditFaults: report.trail.count)
  }
}
