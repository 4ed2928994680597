internal import KioskProtocol

/// How one reader has been doing: counts and times, nothing about anybody.
struct ReaderFigures: Sendable {
  /// How many readings the times are kept of.
  static let mostKept = 200
  /// How many of them, the last ones, count as now.
  static let recent = 20

  private(set) var ok = 0
  private var failed: [FailureReason: Int] = [:]
  /// The last times of each step, in milliseconds.
  private(set) var times: [ReaderHealth.Step: [Double]] = [:]

  /// Counts a reading.
  mutating func note(_ timing: WireReading.Timing) {
    ok = Self.more(ok)
    let steps: [(ReaderHealth.Step, Double?)] = [
      (.find, timing.findMs), (.select, timing.selectMs), (.read, timing.readMs),
      (.portrait, timing.portraitMs), (.total, timing.totalMs),
    ]
    for (step, milliseconds) in steps {
      guard let milliseconds, milliseconds.isFinite else { continue }
      times[step, default: []].append(milliseconds)
      if let count = times[step]?.count, count > Self.mostKept { times[step]?.removeFirst() }
    }
  }

  /// Takes over times that were kept, those that can be ones.
  mutating func restore(_ kept: [Double], of step: ReaderHealth.Step) {
    times[step] = Array(kept.filter { $0.isFinite && $0 >= 0 }.suffix(Self.mostKept))
  }

  /// Counts a reading that failed.
  mutating func note(_ reason: FailureReason) { failed[reason] = Self.more(failed[reason] ?? 0) }

  /// Failures by reason, the most frequent first.
  var failures: [ReaderHealth.Failed] {
    failed.map { ReaderHealth.Failed(reason: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reason.rawValue) < ($0.count, $1.reason.rawValue) }
  }

  /// Median and 95th percentile of each step that this reader has.
  var steps: [ReaderHealth.Took] {
    ReaderHealth.Step.allCases.compactMap { step in
      guard let kept = times[step], let p50 = Self.percentile(50, of: kept),
        let p95 = Self.percentile(95, of: kept)
      else { return nil }
      return ReaderHealth.Took(step: step, count: kept.count, p50Ms: p50, p95Ms: p95)
    }
  }

  /// Steps whose last readings took half as long again as those before them, and a tenth of a second more.
  var slower: [ReaderHealth.Slower] {
    ReaderHealth.Step.allCases.compactMap { step in
      guard let kept = times[step], kept.count >= 2 * Self.recent,
        let before = Self.percentile(50, of: kept.dropLast(Self.recent)),
        let now = Self.percentile(50, of: kept.suffix(Self.recent)), now > before * 1.5, now - before > 100
      else { return nil }
      return ReaderHealth.Slower(step: step, beforeMs: before, nowMs: now)
    }
  }

  /// The smallest value that is not below `percent` of all; `nil` where there is none.
  private static func percentile(_ percent: Int, of values: some Collection<Double>) -> Double? {
    let rank = (values.count * percent + 99) / 100
    return values.sorted().dropFirst(max(0, rank - 1)).first
  }

  private static func more(_ count: Int) -> Int { count == .max ? count : count + 1 }
}
