import Foundation
import SQLiteStore
import SealedArchive
import TestSupport

/// What the archive costs.
extension Benchmarks {
  func filing(_ folder: WorkFolder) async throws {
    let baseline = try await FilingBaseline(in: folder)
    let replay = try await FilingReplay(in: folder)
    let rate = try await FilingRate(plan: plan, baseline: baseline, replay: replay, folder: folder).measure()
    var table = Table(
      "Filings of new persons a second, each on the disk before the next",
      columns: ["median", "least", "most"])
    table.add("archive, one caller", rate.archive.spread)
    table.add("archive, \(FilingRate.crowd) callers at once", rate.crowded.spread)
    table.add("baseline: the same rows, by SQLite alone", rate.replay.spread)
    table.add("ratio to the baseline of the same round, one caller (goal 0.8)", rate.ratios.spread)
    table.add(
      "ratio to the baseline of the same round, \(FilingRate.crowd) callers", rate.crowdedRatios.spread)
    table.add("beside them: bare rows of \(rate.rowBytes) bytes in one table", rate.baseline.spread)
    table.add("ratio of one caller to the bare rows", rate.bareRatios.spread)
    table.show()
    var syncs = Table("Syncs (fdatasync and fsync) a filing, counted with strace", columns: ["a filing"])
    let counter = SyncCount(filings: plan.countedFilings, folder: folder)
    syncs.add("archive", try await counter.archive())
    syncs.add("baseline", try await counter.baseline(baseline, rowBytes: rate.rowBytes))
    syncs.show()
    var centre = Table(
      "Filings of new persons a second on PostgreSQL, each synced by the server", columns: ["a second"])
    for (windows, rate) in try await CentreFilings(count: plan.filings, folder: folder).measure() {
      centre.add("centre, windows at once: \(windows)", [String(format: "%.0f", rate)])
    }
    centre.show()
  }

  func codes(_ folder: WorkFolder) async throws {
    let baseline = try await FilingBaseline(in: folder)
    let rate = try await CodeRate(plan: plan, baseline: baseline, folder: folder).measure()
    var table = Table(
      "One-time codes a second, each on the disk before the next", columns: ["median", "least", "most"])
    table.add("codes issued, with their message in the outbox", rate.issuing.spread)
    table.add("codes confirmed, with their binding", rate.confirming.spread)
    table.add("bare rows of \(rate.rowBytes) bytes", rate.baseline.spread)
    table.add("codes issued, ratio to the bare rows of the same round", rate.ratios.spread)
    table.show()
    var times = Table(
      "A one-time code, from the call until it is on the disk, milliseconds",
      columns: ["codes", "p50", "p99", "max"])
    times.add("issue to durable", rate.issued.milliseconds)
    times.add("confirm to durable", rate.confirmed.milliseconds)
    times.show()
    let statements = try await StatementTimes(count: plan.codes, folder: folder).measure()
    var looked = Table(
      "A portal's statement, from the call until its try is on the disk, milliseconds",
      columns: ["statements", "p50", "p99", "max"])
    looked.add("statement, document on file", statements.known.milliseconds)
    looked.add("statement, document not on file", statements.unknown.milliseconds)
    looked.show()
    var ratio = Table("Nobody's time beside somebody's, turn by turn", columns: ["median", "least", "most"])
    ratio.add("statement, ratio", statements.ratios.spread)
    ratio.show()
    let memory = try await WaitingCodes(count: plan.waitingCodes).measure()
    var held = Table("Most memory of idkioskd (VmHWM) while codes wait, KiB", columns: ["KiB"])
    held.add("no code waits", [memory.empty])
    held.add("\(plan.waitingCodes) codes wait", [memory.waiting])
    held.show()
  }

  func sealing() throws {
    let cost = try SealingCost(count: plan.sealed).measure()
    var table = Table(
      "What sealing a new person costs, without a database, milliseconds",
      columns: ["persons", "p50", "p99", "max"])
    table.add("a key of the person's own, made and wrapped", cost.key.milliseconds)
    table.add("values and portrait sealed, row marked", cost.content.milliseconds)
    table.add("keyed look-up values, line of the trail", cost.codes.milliseconds)
    table.show()
  }

  /// Also by command, for an archive larger than a benchmark has time to fill.
  func lookUps() async throws {
    let folder = try WorkFolder(in: plan.folder)
    Machine(folder: folder.path).lines.forEach { print($0) }
    try await lookUps(in: folder)
  }

  func lookUps(in folder: WorkFolder) async throws {
    var table = Table(
      "Looking somebody up, milliseconds", columns: ["look-ups", "p50", "p99", "max"])
    var sizes = Table("What a person takes in the archive", columns: ["bytes"])
    for persons in plan.lookedUp {
      let found = try await LookUps(persons: persons, withPortraits: false, lookUps: plan.lookUps)
        .measure(folder)
      table.add("by number, of \(persons)", found.number.milliseconds)
      table.add("search by number, its line on the disk, of \(persons)", found.numberSearch.milliseconds)
      table.add("search by name, its line on the disk, of \(persons)", found.nameSearch.milliseconds)
      sizes.add("without portrait, of \(persons)", [String(format: "%.0f", found.bytesAPerson)])
      if persons == plan.lookedUp.first, plan.persons == nil {
        let (store, seen) = try await LookUps(persons: persons, withPortraits: true, lookUps: 0).fill(folder)
        await store.close()
        try folder.remove("persons")
        sizes.add("with portrait, of \(persons)", [String(format: "%.0f", seen.bytesAPerson)])
      }
    }
    table.show()
    sizes.show()
  }

  func backups(_ folder: WorkFolder) async throws {
    let speed = try await BackupSpeed(persons: plan.backedUp, rounds: 3).measure(folder)
    var table = Table(
      "Backup of an open archive of \(plan.backedUp), the copy proven, a second",
      columns: ["median", "least", "most"])
    table.add("persons backed up", speed.persons.spread)
    table.add("mebibytes backed up", speed.megabytes.spread)
    table.show()
  }
}
