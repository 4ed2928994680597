internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit

/// The table `clerk`.
extension Database {
  /// Every account, by name.
  func clerks() throws(DatabaseError) -> [ClerkRow] {
    try rows(
      """
      SELECT name, display_name, role, windows, password, is_locked, wrong, wrong_at, made_at FROM clerk
        ORDER BY name
      """, make: ClerkRow.init)
  }

  func clerk(named name: String) throws(DatabaseError) -> ClerkRow? {
    try rows(
      """
      SELECT name, display_name, role, windows, password, is_locked, wrong, wrong_at, made_at FROM clerk
        WHERE name = ?
      """, [.text(name)], make: ClerkRow.init
    ).first
  }

  func insertClerk(_ clerk: ClerkAccount) throws(DatabaseError) {
    try run(
      """
      INSERT INTO clerk (name, display_name, role, windows, password, is_locked, wrong, wrong_at, made_at, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
      """,
      [
        .text(clerk.name), .text(clerk.displayName), .text(clerk.role.rawValue),
        .optional(clerk.windows?.joined(separator: " ")), .text(clerk.passwordHash.disclosed()),
        .integer(clerk.isLocked ? 1 : 0), .integer(clerk.wrongTries), .optional(clerk.wrongAt),
        .text(clerk.madeAt),
      ])
  }

  func changeClerk(
    named name: String, _ change: ClerkChange, at moment: String
  ) throws(DatabaseError) {
    switch change {
    case .lock(let isLocked):
      try run(
        """
        UPDATE clerk SET is_locked = ?2, wrong = 0, wrong_at = NULL, changed_at = ?3 WHERE name = ?1
        """, [.text(name), .integer(isLocked ? 1 : 0), .text(moment)])
    case .password(let hash):
      try run(
        "UPDATE clerk SET password = ?2, wrong = 0, wrong_at = NULL, changed_at = ?3 WHERE name = ?1",
        [.text(name), .text(hash.disclosed()), .text(moment)])
    case .role(let role):
      try run(
        "UPDATE clerk SET role = ?2, changed_at = ?3 WHERE name = ?1",
        [.text(name), .text(role.rawValue), .text(moment)])
    case .windows(let windows):
      try run(
        "UPDATE clerk SET windows = ?2, changed_at = ?3 WHERE name = ?1",
        [.text(name), .optional(windows?.joined(separator: " ")), .text(moment)])
    case .wrongTries(let count, let at):
      try run(
        "UPDATE clerk SET wrong = ?2, wrong_at = ?3 WHERE name = ?1",
        [.text(name), .integer(count), .optional(at)])
    }
  }
}

/// A row of the table `clerk`.
struct ClerkRow {
  var name: String
  var displayName: String
  var role: String
  var windows: String?
  var password: String
  var isLocked: Bool
  var wrong: Int
  var wrongAt: String?
  var madeAt: String

  init(_ row: Row) throws(DatabaseError) {
    name = try row.text(0)
    displayName = try row.text(1)
    role = try row.text(2)
    windows = try row.optionalText(3)
    password = try row.text(4)
    isLocked = try row.integer(5) != 0
    wrong = try row.integer(6)
    wrongAt = try row.optionalText(7)
    madeAt = try row.text(8)
  }

  /// The account; throws `archive.damaged` for a role that there is not.
  func account() throws(KioskFailure) -> ClerkAccount {
    guard let role = Role(rawValue: role) else { throw KioskFailure(.archiveDamaged) }
    return ClerkAccount(
      name: name, displayName: displayName, role: role,
      windows: windows.map { $0.split(separator: " ").map(String.init) }, passwordHash: Personal(password),
      isLocked: isLocked, wrongTries: wrong, wrongAt: wrongAt, madeAt: madeAt)
  }
}
