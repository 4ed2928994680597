import Emulation
import Foundation
import LinuxPlatform
import SQLiteStore
import TestSupport

/// Measures everything and prints one section after another.
struct Benchmarks {
  private let plan: BenchmarkPlan

  init(_ plan: BenchmarkPlan) { self.plan = plan }

  func run() async throws {
    let folder = try WorkFolder(in: plan.folder)
    Machine(folder: folder.path).lines.forEach { print($0) }
    if plan.isSmoke { print("smoke      few rounds: the figures mean nothing") }
    try await reading()
    try await filing(folder)
    try sealing()
    try await lookUps(in: folder)
    try await backups(folder)
    try await codes(folder)
    try await swiping()
    try await shapes()
    try await crowd()
    try await pages(folder)
    try await daemons()
    try await idle()
    try await calls(folder)
    try await clerkPage()
    try await painting()
  }

  private func reading() async throws {
    var table = Table(
      "From the last byte of the card's data, in-process link, milliseconds",
      columns: ["reads", "p50", "p99", "max"])
    for work in [ReadLatency.Work.textOnly, .decoded, .decodedAndFiled] {
      let result = try await ReadLatency(work, reads: plan.reads, warmUp: plan.warmUp).measure()
      table.add("notification read.progress portrait, \(work.words)", result.text.milliseconds)
      table.add("answer to card.read, \(work.words)", result.answer.milliseconds)
    }
    table.show()
  }

  private func filing(_ folder: WorkFolder) async throws {
    let baseline = try await FilingBaseline(in: folder)
    let rate = try await FilingRate(plan: plan, baseline: baseline, folder: folder).measure()
    var table = Table(
      "Filings of new persons a second, each on the disk before the next",
      columns: ["median", "least", "most"])
    table.add("archive, one caller", rate.archive.spread)
    table.add("archive, \(FilingRate.crowd) callers at once", rate.crowded.spread)
    table.add("baseline: bare rows of \(rate.rowBytes) bytes", rate.baseline.spread)
    table.add("ratio to the baseline of the same round, one caller", rate.ratios.spread)
    table.add(
      "ratio to the baseline of the same round, \(FilingRate.crowd) callers", rate.crowdedRatios.spread)
    table.show()
    var syncs = Table("Syncs (fdatasync and fsync) a filing, counted with strace", columns: ["a filing"])
    let counter = SyncCount(filings: plan.countedFilings, folder: folder)
    syncs.add("archive", try await counter.archive())
    syncs.add("baseline", try await counter.baseline(baseline, rowBytes: rate.rowBytes))
    syncs.show()
  }

  private func codes(_ folder: WorkFolder) async throws {
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
    let memory = try await WaitingCodes(count: plan.waitingCodes).measure()
    var held = Table("Most memory of idkioskd (VmHWM) while codes wait, KiB", columns: ["KiB"])
    held.add("no code waits", [memory.empty])
    held.add("\(plan.waitingCodes) codes wait", [memory.waiting])
    held.show()
  }

  private func swiping() async throws {
    var table = Table(
      "Batch swiping at a reader that takes a second for each card, in-process link",
      columns: ["a minute", "of goal"])
    let rate = try await SwipeRate(swipes: plan.swipes).measure()
    table.add(
      "cards, portrait decoded, filed, in the ledger",
      [String(format: "%.1f", rate), String(format: "%.3f", rate / SwipeRate.goal)])
    table.show()
  }

  private func sealing() throws {
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

  private func lookUps(in folder: WorkFolder) async throws {
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

  private func backups(_ folder: WorkFolder) async throws {
    let speed = try await BackupSpeed(persons: plan.backedUp, rounds: 3).measure(folder)
    var table = Table(
      "Backup of an open archive of \(plan.backedUp), the copy proven, a second",
      columns: ["median", "least", "most"])
    table.add("persons backed up", speed.persons.spread)
    table.add("mebibytes backed up", speed.megabytes.spread)
    table.show()
  }

  private func shapes() async throws {
    var table = Table(
      "Steps of a read by shape, in-process link that takes no time, milliseconds",
      columns: ["reads", "p50", "p99", "max"])
    for kind in VirtualDevice.Kind.allCases {
      let result = try ShapeSteps(kind: kind, reads: plan.shapeReads).measure()
      for (step, samples) in [("find", result.find), ("select", result.select), ("read", result.read)]
      where samples.count > 0 {
        table.add("\(kind.rawValue): \(step)", samples.milliseconds)
      }
    }
    table.show()
    let serial = try await SerialSteps(reads: plan.shapeReads).measure()
    var pty = Table(
      "Steps of a read over a pseudo terminal, module that takes no time, milliseconds",
      columns: ["reads", "p50", "p99", "max"])
    for (step, samples) in [("find", serial.find), ("select", serial.select), ("read", serial.read)] {
      pty.add("pty: \(step)", samples.milliseconds)
    }
    pty.show()
  }

  private func crowd() async throws {
    let crowd = ReaderCrowd(rounds: plan.crowdRounds)
    var table = Table(
      "Several readers, in-process links, modules of typical speed: card.read, milliseconds",
      columns: ["reads", "p50", "p99", "max"])
    let isolation = try await crowd.isolation()
    table.add("one reader, its neighbour well", isolation.alone.milliseconds)
    table.add("one reader, its neighbour hung", isolation.besideHung.milliseconds)
    table.add("from plugging in again to the next reading", try await crowd.recovery().milliseconds)
    let atOnce = try await crowd.atOnce()
    table.add("one of \(ReaderCrowd.size) readers, read alone", atOnce.alone.milliseconds)
    table.add("each of \(ReaderCrowd.size) readers, read at once", atOnce.crowded.milliseconds)
    table.show()
    var ratio = Table("The slowest card of those at once to the median alone", columns: ["ratio"])
    ratio.add(
      "at most 1.05 wanted on two cores",
      [String(format: "%.3f", atOnce.crowded.percentile(1) / atOnce.alone.median)])
    ratio.show()
  }

  private func pages(_ folder: WorkFolder) async throws {
    let result = try await PageReads(
      count: plan.pageReads, exchanges: plan.exchanges, rounds: plan.rounds, folder: folder
    ).measure()
    var table = Table(
      "PC/SC over pcscd and a virtual reader, milliseconds", columns: ["count", "p50", "p99", "max"])
    table.add("one page of the card (one APDU)", result.pages.milliseconds)
    table.add("answer to card.read after the last page, portrait decoded", result.answers.milliseconds)
    table.add("vpcd: find", result.steps.find.milliseconds)
    table.add("vpcd: read", result.steps.read.milliseconds)
    table.show()
    var rates = Table(
      "Commands a second to a card over pcscd and a virtual reader", columns: ["median", "least", "most"])
    rates.add("channel of the reader daemon", result.exchanges.own.spread)
    rates.add("C program on libpcsclite", result.exchanges.baseline.spread)
    rates.add("commands, ratio to the C program of the same round", result.exchanges.ratios.spread)
    rates.show()
  }

  private func clerkPage() async throws {
    let costs = try await PageCosts(calls: plan.pageCalls).measure()
    var table = Table(
      "A call that only its way costs (hello), milliseconds", columns: ["calls", "p50", "p99", "max"])
    table.add("unix socket", costs.socket.milliseconds)
    table.add("POST to the clerk page's port", costs.page.milliseconds)
    table.show()
    var memory = Table("Most memory of idkioskd (VmHWM) with the clerk page, KiB", columns: ["KiB"])
    memory.add("page switched off", [costs.withoutPage])
    memory.add("page switched on, ready", [costs.ready])
    memory.add("\(PageCosts.clients) separate clients, each with a stream and a call", [costs.crowded])
    memory.show()
  }

  private func daemons() async throws {
    var table = Table(
      "Start of a daemon until it is ready, milliseconds", columns: ["starts", "p50", "p99", "max"])
    let costs = try await DaemonCosts(starts: plan.starts, reads: plan.pageReads).measure()
    table.add("idkiosk-readerd", costs.readerStarts.milliseconds)
    table.add("idkioskd", costs.counterStarts.milliseconds)
    table.show()
    var memory = Table("Most memory of a daemon (VmHWM), KiB", columns: ["ready", "after reads"])
    memory.add("idkiosk-readerd", costs.readerMemory)
    memory.add("idkioskd", costs.counterMemory)
    memory.show()
  }

  private func idle() async throws {
    let costs = try await IdleCosts(starts: plan.starts, idle: plan.idle).measure()
    var starts = Table(
      "Start until ready beside pcscd, milliseconds", columns: ["starts", "p50", "p99", "max"])
    starts.add("pcscd, one virtual reader", costs.pcscdStarts.milliseconds)
    starts.add("reader daemon", costs.readerStarts.milliseconds)
    starts.add("counter daemon", costs.counterStarts.milliseconds)
    starts.show()
    var ratios = Table("Start beside pcscd's, medians", columns: ["ratio"])
    ratios.add(
      "slower daemon to pcscd",
      [
        String(
          format: "%.2f",
          max(costs.readerStarts.median, costs.counterStarts.median) / costs.pcscdStarts.median)
      ])
    ratios.show()
    var memory = Table(
      "Idle with PC/SC: memory in KiB, wakings a second", columns: ["share", "resident", "wakings"])
    func add(_ name: String, _ share: Double, _ resident: Double, _ wakes: Double) {
      memory.add(name, [share, resident, wakes].map { String(format: $0 < 10 ? "%.2f" : "%.0f", $0) })
    }
    add("of pcscd", costs.pcscdMemory, costs.pcscdResident, costs.pcscdWakes)
    add("of the reader daemon", costs.readerMemory, costs.readerResident, costs.readerWakes)
    add("of the counter daemon", costs.counterMemory, costs.counterResident, costs.counterWakes)
    add(
      "of both daemons", costs.readerMemory + costs.counterMemory,
      costs.readerResident + costs.counterResident, costs.readerWakes + costs.counterWakes)
    memory.show()
  }

  private func calls(_ folder: WorkFolder) async throws {
    let rate = try await CallRate(calls: plan.calls, rounds: plan.rounds).measure(folder)
    var table = Table(
      "Calls a second over a unix socket, one after another", columns: ["median", "least", "most"])
    table.add("hello, answered by the counter daemon", rate.calls.spread)
    table.add("lines of the same size, answered by a C program", rate.echoes.spread)
    table.add("calls, ratio to the C program of the same round", rate.ratios.spread)
    table.show()
  }

  private func painting() async throws {
    let result = try await PagePaints(reads: plan.paints, loads: plan.loads).measure()
    var table = Table(
      "The page in a real browser, milliseconds", columns: ["count", "p50", "p99", "max"])
    table.add("last byte of the card to its portrait on the screen", result.painted.milliseconds)
    table.add("the browser alone: bytes of that picture to the screen", result.browserAlone.milliseconds)
    table.add("opening the page, no cache: first text on the screen", result.firstPaint.milliseconds)
    table.add("a page of one word: first text on the screen", result.emptyPaint.milliseconds)
    table.show()
    var ratios = Table("The page beside the browser alone, medians", columns: ["ratio"])
    ratios.add(
      "portrait on the screen", [String(format: "%.2f", result.painted.median / result.browserAlone.median)])
    ratios.add(
      "first text on the screen",
      [String(format: "%.2f", result.firstPaint.median / result.emptyPaint.median)])
    ratios.show()
    var weight = Table("What opening the page loads, with headers", columns: ["median"])
    weight.add("KiB", [String(format: "%.0f", result.weight.median)])
    weight.add("answers", [String(format: "%.0f", result.files.median)])
    weight.show()
  }
}
