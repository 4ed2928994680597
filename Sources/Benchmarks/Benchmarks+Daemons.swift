import Foundation
import LinuxPlatform
import TestSupport

/// What the daemons, their calls and the page cost.
extension Benchmarks {
  func clerkPage() async throws {
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

  func daemons() async throws {
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

  func starting() async throws {
    Machine(folder: plan.folder).lines.forEach { print($0) }
    try await idle()
  }

  func idle() async throws {
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

  func package() async throws {
    var table = Table("The package and its units", columns: ["figure"])
    for (unit, exposure) in try await PackageFacts.exposures() {
      table.add("\(unit), exposure of 10", [exposure])
    }
    let size = PackageFacts.size().map { String(format: "%.1f", $0) } ?? "not built"
    table.add("package as packaging/make-deb made it, MiB", [size])
    table.show()
  }

  func calls(_ folder: WorkFolder) async throws {
    let rate = try await CallRate(calls: plan.calls, rounds: plan.rounds).measure(folder)
    var table = Table(
      "Calls a second over a unix socket, one after another", columns: ["median", "least", "most"])
    table.add("hello, answered by the counter daemon", rate.calls.spread)
    table.add("lines of the same size, answered by a C program", rate.echoes.spread)
    table.add("calls, ratio to the C program of the same round", rate.ratios.spread)
    table.show()
  }

  func painting() async throws {
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
