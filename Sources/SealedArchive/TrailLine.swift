internal import CounterRules
internal import PersonArchive

/// A row of the table `audit`.
struct TrailLine {
  var row = 0
  var at: String
  var window: String
  var actor: String
  var role: String
  var act: String
  var whom: [UInt8]?
  var session: String?
  var subject: String?
  var outcome: String?
  /// Counts from 1 at each window.
  var place = 0
  /// The code over this line and the code of the one before.
  var chain: [UInt8] = []

  /// What the code is over: every column, each told from the next by its length.
  func content(after before: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    let texts = ["\(place)", at, window, actor, role, act, session, subject, outcome]
    for part in [before] + texts.map({ $0.map { Array($0.utf8) } }) + [whom] {
      guard let part else {
        bytes.append(0)
        continue
      }
      bytes.append(1)
      let count = UInt32(truncatingIfNeeded: part.count)
      for shift in stride(from: 0, through: 24, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
      }
      bytes += part
    }
    return bytes
  }
}

extension TrailLine {
  /// A line without its place in the chain.
  init(_ entry: AuditEntry, whom: [UInt8]?, outcome: String?) {
    self.init(
      at: entry.at, window: entry.window, actor: entry.party.auditName, role: entry.party.auditRole,
      act: entry.act.rawValue, whom: whom, session: entry.session, subject: entry.subject, outcome: outcome)
  }
}
