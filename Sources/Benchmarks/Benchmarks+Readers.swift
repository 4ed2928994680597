import Emulation
import Foundation
import TestSupport

/// What reading costs, and readers that misbehave.
extension Benchmarks {
  func reading() async throws {
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

  func swiping() async throws {
    var table = Table(
      "Batch swiping at a reader that takes a second for each card, in-process link",
      columns: ["a minute", "of goal"])
    let rate = try await SwipeRate(swipes: plan.swipes).measure()
    table.add(
      "cards, portrait decoded, filed, in the ledger",
      [String(format: "%.1f", rate), String(format: "%.3f", rate / SwipeRate.goal)])
    table.show()
  }

  func shapes() async throws {
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

  func crowd() async throws {
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

  func pages(_ folder: WorkFolder) async throws {
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
}
