import Foundation

/// Figures of one sort.
struct Samples: Sendable {
  private var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  mutating func add(_ duration: Duration) { values.append(duration / .milliseconds(1)) }

  /// The value that `share` of all do not exceed (nearest rank).
  func percentile(_ share: Double) -> Double {
    let sorted = values.sorted()
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  var count: Int { values.count }
  /// The one added last.
  var last: Double { values.last ?? 0 }
  var median: Double { percentile(0.5) }

  /// Count, p50, p99 and maximum, for a table of milliseconds.
  var milliseconds: [String] {
    ["\(count)"] + [percentile(0.5), percentile(0.99), percentile(1)].map { String(format: "%.3f", $0) }
  }

  /// Median, least and most, for a table of rates.
  var spread: [String] {
    [median, percentile(0), percentile(1)].map { String(format: $0 < 10 ? "%.3f" : "%.0f", $0) }
  }
}
