internal import Bytes
internal import CounterRules
internal import DatabaseKit
internal import KioskProtocol
internal import PersonArchive

extension OpenArchive {
  /// For how many seconds after its end a use is remembered, should a clock be set back.
  private static let remembered = 86_400

  /// Where the public key of a window stands.
  static func keySetting(of window: String) -> String { "window.key.\(window)" }

  func publicKey(ofWindow window: String) throws(KioskFailure) -> [UInt8]? {
    guard let text = try value(ofSetting: Self.keySetting(of: window)) else { return nil }
    guard let key = Hex.decode(text) else { throw KioskFailure(.archiveDamaged) }
    return key
  }

  func person(
    named reference: [UInt8], for purpose: HandOffPurpose, ends: Int, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    let outcome = try transaction { db throws(KioskFailure) -> Result<ArchivedPerson, KioskFailure> in
      guard let id = try self.keys.own.person(named: reference, for: purpose) else {
        return try self.refused(.handOffForged, entry)
      }
      let use = try self.keys.own.use(of: purpose)
      let isUsed =
        try told(
          try db.rows("SELECT ends FROM handed WHERE purpose = ?", [.blob(use)]) {
            row throws(DatabaseError) in
            try row.integer(0)
          }
        ).isEmpty == false
      if isUsed { return try self.refused(.handOffReplayed, entry) }
      guard let row = try told(try db.person(id: id)) else { return try self.refused(.personUnknown, entry) }
      try told(try db.run("DELETE FROM handed WHERE ends < ?", [.integer(ends - Self.remembered)]))
      try told(
        try db.run("INSERT INTO handed (purpose, ends) VALUES (?, ?)", [.blob(use), .integer(ends)]))
      try self.note(entry, about: row, outcome: "shown")
      return .success(try self.person(row))
    }
    return try outcome.get()
  }

  private func refused(
    _ reason: FailureReason, _ entry: AuditEntry
  ) throws(KioskFailure) -> Result<ArchivedPerson, KioskFailure> {
    try note(entry, about: nil, outcome: reason.rawValue)
    return .failure(KioskFailure(reason))
  }
}
