public import KioskProtocol

/// Readings that contradict a person on file, and what a supervisor makes of them.
public protocol ConflictStore: Sendable {
  /// The conflict of a session and the person on file, shown in full: the line of the audit trail is on the disk.
  ///
  /// Throws `conflict.unknown`.
  func conflict(session: String, shownTo entry: AuditEntry) async throws(KioskFailure) -> ConflictPair
  /// How many wait.
  func conflictCount() async throws(KioskFailure) -> Int
  /// Makes a version or a person of it, or discards it; on the disk with its line of the audit trail when it returns.
  ///
  /// Throws `conflict.unknown`.
  func settle(
    conflict session: String, _ settlement: ConflictSettlement, by entry: AuditEntry
  ) async throws(KioskFailure) -> FilingResult
}

/// What a supervisor decides.
public enum ConflictSettlement: String, Sendable {
  /// The reading becomes a version of the person on file.
  case takeNew
  /// The reading is somebody else's: it becomes a person of its own under the same number.
  case newPerson
  /// The person on file stays as it is, and the reading is destroyed.
  case keepOld
}

/// Both sides of a conflict.
public struct ConflictPair: Equatable, Sendable {
  /// The reading that waits.
  public var conflict: ArchivedConflict
  /// The person on file.
  public var person: ArchivedPerson

  /// Both sides.
  public init(conflict: ArchivedConflict, person: ArchivedPerson) {
    self.conflict = conflict
    self.person = person
  }
}
