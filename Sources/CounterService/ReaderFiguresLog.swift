internal import KioskProtocol
internal import LinuxPlatform

/// The figures of every reader since this daemon started.
actor ReaderFiguresLog {
  /// Readers come and go under new ids; more than these are forgotten, the first one first.
  private static let mostReaders = 64
  /// Failures that say nothing about a reader.
  private static let others: Set<FailureReason> = [
    .cardTimeout, .serviceStopping, .serviceInternal, .readerServiceAbsent, .readerClaimed, .readerUnknown,
    .readerNone, .readerAmbiguous,
  ]

  private struct State {
    var since: String
    var state: WireReader.State
  }

  private var figures: [String: ReaderFigures] = [:]
  private var order: [String] = []
  private var states: [String: State] = [:]
  private var lastSession: [String: String] = [:]

  /// Counts a reading, once a card session.
  func note(_ reading: WireReading) {
    let reader = reading.reader.id
    guard lastSession[reader] != reading.session else { return }
    make(reader)
    lastSession[reader] = reading.session
    figures[reader]?.note(reading.timing)
  }

  /// Counts a reading that failed at `reader`.
  func note(_ failure: KioskFailure, at reader: String?) {
    guard let reader, !Self.others.contains(failure.reason) else { return }
    make(reader)
    figures[reader]?.note(failure.reason)
  }

  /// Notes since when a reader is in its state.
  func note(_ reader: WireReader) {
    if states[reader.id]?.state != reader.state {
      states[reader.id] = State(since: WallClock.now(), state: reader.state)
    }
    if states.count > Self.mostReaders { states = states.filter { $0.key == reader.id } }
  }

  /// Notes that a reader has gone.
  func gone(_ reader: String) { states[reader] = nil }

  /// The figures of a reader that is there.
  func health(of reader: WireReader) -> ReaderHealth.Reader {
    note(reader)
    let kept = figures[reader.id] ?? ReaderFigures()
    return ReaderHealth.Reader(
      reader: reader, since: states[reader.id]?.since, ok: kept.ok, failed: kept.failures, steps: kept.steps,
      slower: kept.slower)
  }

  /// Returns when it is its turn on the pool where calls are answered.
  func comeRound() {}

  private func make(_ reader: String) {
    guard figures[reader] == nil else { return }
    figures[reader] = ReaderFigures()
    order.append(reader)
    guard order.count > Self.mostReaders else { return }
    let oldest = order.removeFirst()
    figures[oldest] = nil
    lastSession[oldest] = nil
  }
}
