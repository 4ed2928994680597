/// What a check of a whole archive found.
package struct WireArchiveReport: Codable, Sendable {
  /// One thing that is damaged.
  package struct Damage: Codable, Sendable {
    package var table: String
    /// Its id or row; nothing about anybody.
    package var id: String
    package init(table: String, id: String) {
      self.table = table
      self.id = id
    }
  }

  /// Whether nothing is wrong.
  package var sound: Bool
  /// What can be read: persons with all that is theirs, versions, readings, and everything else.
  package var persons: Int
  package var versions: Int
  package var readings: Int
  package var others: Int
  /// How much is damaged, and the first of it, at most 200.
  package var damaged: Int
  package var named: [Damage]
  /// What the database finds wrong with its file.
  package var file: [String]
  /// How many faults the audit trail has: `audit.verify` names them.
  package var auditFaults: Int
  package init(
    sound: Bool, persons: Int, versions: Int, readings: Int, others: Int, damaged: Int, named: [Damage],
    file: [String], auditFaults: Int
  ) {
    self.sound = sound
    self.persons = persons
    self.versions = versions
    self.readings = readings
    self.others = others
    self.damaged = damaged
    self.named = named
    self.file = file
    self.auditFaults = auditFaults
  }
}
