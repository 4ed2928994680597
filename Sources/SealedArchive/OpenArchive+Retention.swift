internal import DatabaseKit
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive

/// The days on which the policy may erase.
extension OpenArchive {
  /// Days that the clock may go ahead between two days of use.
  private static let longestGap = 31
  /// Days that are waited after it went ahead by more.
  private static let hold = 7

  /// Whether the policy may erase on this day; notes the day.
  func mayErase(onDay day: Int) throws(KioskFailure) -> Bool {
    try transaction { _ throws(KioskFailure) in
      let seen = try self.upkeep("retention")
      var latest = seen ?? day
      if seen == nil, let used = try self.latestDay() { latest = used }
      var held = try self.upkeep("retention held")
      if day - latest > Self.longestGap { held = day + Self.hold }
      // Set back: what it said before counts for nothing.
      if day < latest { held = nil }
      try self.put("retention", day)
      try self.put("retention held", held.flatMap { $0 > day ? $0 : nil })
      return held.map { $0 <= day } ?? true
    }
  }

  /// The day of the newest line of the audit trail.
  private func latestDay() throws(KioskFailure) -> Int? {
    let newest = try told(try db.audit(before: .max, limit: 1)).first
    return newest.flatMap { CalendarDate(iso: String($0.at.prefix(10)))?.days }
  }

  private func put(_ task: String, _ day: Int?) throws(KioskFailure) {
    try setUpkeep(task, done: nil)
    guard let day else { return }
    try told(
      try db.run("INSERT INTO upkeep (task, done) VALUES (?, ?)", [.text(task), .integer(day)]))
  }
}
