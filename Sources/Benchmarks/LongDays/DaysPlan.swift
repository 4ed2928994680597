import Foundation
import LinuxPlatform
import TestSupport

/// Many days at one window, and what came of them.
struct DaysPlan: Sendable {
  /// Over which link the cards are read.
  enum Link: String, Sendable {
    /// Inside one program with both daemons.
    case link
    /// The same with the archive at a central database that is lost and found again.
    case centre
    /// The daemons as they ship, and a live virtual reader that the real libusb sees.
    case usb
    /// The daemons as they ship, and a virtual reader behind a real pcscd.
    case pcsc
  }

  let swipes: Int
  let link: Link
  let seed: UInt64
  /// What is done to the archive before it is checked.
  let planted: PlantedFault?

  /// Runs them and says what came of them; whether all is as it must be.
  ///
  /// TERM ends the days early: what was swiped until then is checked as it would have been at the end.
  func run(in parent: String) async throws -> Bool {
    let signals = await SignalStream([SIGTERM])
    let stop = CancelFlag()
    let heard = Task { for await _ in signals.signals { stop.cancel() } }
    defer { heard.cancel() }
    let folder = try WorkFolder(in: parent)
    print(
      "seed \(seed): `idkiosk-bench --days \(swipes) --over \(link.rawValue) --seed \(seed)` repeats these days"
    )
    Machine(folder: folder.path).lines.forEach { print($0) }
    fflush(nil)
    let clock = try SteppedClock(at: folder.file("time-of-day"))
    let state = folder.file("state")
    let centre = link == .centre ? try await YearCentre(state: state) : nil
    let window: any YearWindow =
      switch link {
      case .link, .centre: LinkedWindow(state: state, seed: seed, clock: clock, centre: centre)
      case .usb: try DaemonWindow(YearUSBReader(), state: state, seed: seed, clock: clock)
      case .pcsc: try DaemonWindow(YearPCSCReader(), state: state, seed: seed, clock: clock)
      }
    let days = LongDays(window, clock: clock, swipes: swipes, seed: seed, stop: stop)
    let start = ContinuousClock.now
    try await days.run()
    let lasted = start.duration(to: .now) / .seconds(1)
    var tally = days.tally
    let result: YearCheck.Result
    if let centre {
      if let planted { try await centre.plant(planted) }
      result = try await CentreCheck(state: state, seed: seed, centre: centre).run(&tally)
      await centre.end()
    } else {
      try planted?.plant(in: state)
      result = try await YearCheck(state: state, seed: seed).run(&tally)
    }
    show(tally, result, lasted: lasted)
    let isWhole = tally.faults.isEmpty && result.lost == 0 && result.double == 0
    if !isWhole { print("NOT AS IT MUST BE") }
    return isWhole
  }

  private func show(_ tally: YearTally, _ result: YearCheck.Result, lasted: Double) {
    var table = Table("Many days at one window", columns: ["count"])
    let visits = tally.filed
    let rows: [(String, Int)] = [
      ("days", tally.days), ("swipes", tally.swipes), ("cards told to be in the ledger", visits),
      ("persons", tally.visits.count { $0 > 0 }), ("cards swiped once more", tally.again),
      ("cards told to be unreadable", tally.failed), ("swipes without an answer", tally.unanswered),
      ("swipes refused", tally.refusals.values.reduce(0, +)),
      ("window ended by KILL", tally.kills), ("window ended at a write", tally.endsAtWrites),
      ("window stopped and started", tally.cleanEnds), ("reader pulled out", tally.plugs),
      ("card lifted in mid-read", tally.lifts), ("disk full", tally.fullDisks),
      ("clock stepped", tally.clockSteps),
      ("database lost", tally.lostCentres), ("cards told to wait", tally.queued),
      ("bytes of the archive", result.bytes),
      ("lost", result.lost), ("double", result.double),
    ]
    for (label, count) in rows { table.add(label, ["\(count)"]) }
    table.add("swipes a second, starts included", [String(format: "%.1f", Double(tally.swipes) / lasted)])
    table.show()
    for (reason, count) in tally.refusals.sorted(by: { $0.key < $1.key }) {
      print("refused \(reason): \(count)")
    }
    for fault in tally.faults { print("fault: \(fault)") }
    fflush(nil)
  }
}
