internal import FoundationEssentials

/// Times of day as they stand in the archive: ISO 8601 with the offset from UTC, for example `2026-11-20T09:15:02+08:00`.
package enum TimeOfDay {
  /// Seconds since 1970; `nil` for what is no time.
  package static func seconds(_ text: String) -> Int? {
    (try? Date(text, strategy: .iso8601)).map { Int($0.timeIntervalSince1970) }
  }
}
