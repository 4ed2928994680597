internal import KioskProtocol
internal import LinuxPlatform

/// The figures of every reader: counts since this daemon started, times over its end.
actor ReaderFiguresLog {
  /// Readers come and go under new ids; more than these are forgotten, the first one first.
  private static let mostReaders = 64
  /// After how many readings the times are kept; those since then are lost with the power.
  private static let keptAfter = 20
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
  /// The readings since the times were kept last, and how often that was.
  private var unkept = 0
  private var keepings = 0
  private let file: ReaderTimesFile?

  /// Keeps the times in `file`; without one, until this daemon ends.
  init(file: ReaderTimesFile? = nil) { self.file = file }

  /// Goes on with the times that were kept.
  func load() async {
    guard let file else { return }
    let kept = await withCheckedContinuation { waiting in
      startThread { waiting.resume(returning: file.load()) }
    }
    for (reader, times) in kept.sorted(by: { $0.key < $1.key }).prefix(Self.mostReaders)
    where figures[reader] == nil {
      make(reader)
      figures[reader] = times
    }
  }

  /// Keeps the times, if there are new ones.
  func keep() async {
    guard let file, unkept > 0 else { return }
    unkept = 0
    keepings += 1
    let (figures, number) = (figures, keepings)
    await withCheckedContinuation { waiting in
      startThread {
        file.save(figures, number: number)
        waiting.resume()
      }
    }
  }

  /// Counts a reading, once a card session.
  func note(_ reading: WireReading) {
    note(reading.timing, session: reading.session, at: reading.reader.id)
  }

  /// Counts a reading that took so long, once a card session.
  func note(_ timing: WireReading.Timing, session: String, at reader: String) {
    guard lastSession[reader] != session else { return }
    make(reader)
    lastSession[reader] = session
    figures[reader]?.note(timing)
    unkept += 1
    if unkept >= Self.keptAfter { startTask { await self.keep() } }
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
