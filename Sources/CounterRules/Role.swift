/// What a clerk account is for.
public enum Role: String, CaseIterable, Codable, Sendable {
  /// Reads cards, files persons, works with batches.
  case clerk
  /// A clerk who may also type in documents without a chip, at windows with that right.
  case checker
  /// A clerk who also settles conflicts, releases numbers and reads the audit trail.
  case supervisor
  /// Accounts, settings, audit trail; no person's values.
  case administrator
  /// An enterprise's agent: batches and nothing else.
  case enterprise
  /// A portal's server: whom a statement of a window is about, masked.
  case portal
  /// A portal's server that may have every value.
  case portalFull
}
