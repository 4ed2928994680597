public import CounterRules
public import PersonalData

/// A clerk's account as it stands in the archive.
public struct ClerkAccount: Equatable, Sendable {
  /// What is typed to sign in; names one account for ever.
  public var name: String
  /// What people call the clerk.
  public var displayName: String
  /// What the account is for.
  public var role: Role
  /// The ids of the windows it is good at; `nil` for all.
  public var windows: [String]?
  /// The password's hash.
  public var passwordHash: Personal<String>
  /// Whether an administrator has locked it.
  public var isLocked: Bool
  /// How many wrong passwords came since the last right one.
  public var wrongTries: Int
  /// When the last of them came, ISO 8601 with the offset from UTC.
  public var wrongAt: String?
  /// When it was made, ISO 8601 with the offset from UTC.
  public var madeAt: String

  /// A new account.
  public init(
    name: String, displayName: String, role: Role, windows: [String]? = nil, passwordHash: Personal<String>,
    isLocked: Bool = false, wrongTries: Int = 0, wrongAt: String? = nil, madeAt: String
  ) {
    self.name = name
    self.displayName = displayName
    self.role = role
    self.windows = windows
    self.passwordHash = passwordHash
    self.isLocked = isLocked
    self.wrongTries = wrongTries
    self.wrongAt = wrongAt
    self.madeAt = madeAt
  }
}
