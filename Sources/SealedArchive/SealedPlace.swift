internal import Bytes
internal import PersonArchive

/// What sealed bytes belong to: table, person, version, group of fields and the plain columns beside them.
///
/// They open nowhere else. Every part is told from the next by its length.
struct SealedPlace {
  let associatedData: [UInt8]

  private init(_ table: StaticString, _ parts: [String?]) {
    var bytes = Array(table.description.utf8) + [0]
    for part in parts {
      guard let part else {
        bytes += [0xFF, 0xFF, 0xFF, 0xFF]
        continue
      }
      let count = UInt32(truncatingIfNeeded: part.utf8.count)
      for shift in stride(from: 0, through: 24, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
      }
      bytes += part.utf8
    }
    associatedData = bytes
  }

  /// Values, text block and findings of a version.
  static func values(person: String, version: Int) -> Self {
    Self("version", [person, "\(version)", "values"])
  }
  /// The photo block of a version.
  static func portrait(person: String, version: Int) -> Self {
    Self("version", [person, "\(version)", "portrait"])
  }
  /// A reading: nothing of it is sealed, all of it is marked.
  static func reading(
    _ origin: ReadingOrigin, person: String, version: Int, outcome: String, changed: String, findings: String
  ) -> Self {
    Self("reading", origin.parts + [person, "\(version)", outcome, changed, findings] + origin.checkedBy)
  }
  /// What is kept of a conflict.
  static func conflict(_ origin: ReadingOrigin, changed: String, findings: String) -> Self {
    Self("conflict", origin.parts + [changed, findings] + origin.checkedBy)
  }
  /// A link: nothing of it is sealed, all of it is marked.
  static func link(_ first: String, _ second: String, at: String, window: String, actor: String) -> Self {
    Self("link", [first, second, at, window, actor])
  }
  /// A row of which nothing is sealed: all of it is marked.
  static func row(_ table: String, _ parts: [String?], _ bytes: [UInt8]) -> Self {
    Self("row", [table] + parts + [Hex.encode(bytes)])
  }
  static func challenge(id: String, person: String) -> Self { Self("challenge", [id, person]) }
  static func binding(person: String, challenge: Int) -> Self { Self("binding", [person, "\(challenge)"]) }
  static func message(id: String) -> Self { Self("message", [id]) }
  static func batch(row: Int) -> Self { Self("batch", ["\(row)"]) }
  static func expected(batch: Int, row: Int) -> Self { Self("expected", ["\(batch)", "\(row)"]) }
  /// A filing that waits at a window, and its key.
  static func waiting(session: String, batch: String?, since: String) -> Self {
    Self("waiting", [session, batch, since])
  }
  /// What a window keeps of a clerk.
  static func keptClerk(name: String, until: Int) -> Self { Self("kept clerk", [name, "\(until)"]) }
  /// A line of the trail that waits at a window.
  static func waitingLine(at moment: String) -> Self { Self("waiting line", [moment]) }
  /// A typed document that waits for a second checker.
  static func unconfirmed(session: String, typedAt: String, window: String, clerk: String?) -> Self {
    Self("unconfirmed", [session, typedAt, window, clerk])
  }
  /// The wrapped key of such a document.
  static func unconfirmedKey(session: String) -> Self { Self("unconfirmed key", [session]) }
  /// The wrapped key of a person.
  static func personKey(_ id: String) -> Self { Self("person key", [id]) }
  /// The wrapped key of a conflict.
  static func conflictKey(session: String) -> Self { Self("conflict key", [session]) }
  /// The wrapped keys of what belongs to nobody.
  static let ownKeys = Self("archive keys", [])
}

extension ReadingOrigin {
  fileprivate var parts: [String?] {
    [session, readAt, window, clerk, reader.id, reader.name, reader.link, reader.samID]
  }

  /// One part more where there was a second checker, and none otherwise: rows from before there were any stay as they are.
  fileprivate var checkedBy: [String?] { secondChecker.map { [$0] } ?? [] }
}
