public import KioskProtocol

/// What an administrator has set, by key.
public protocol SettingStore: Sendable {
  /// Every key that was set.
  func settings() async throws(KioskFailure) -> [String: String]
  /// Sets `key`, or takes it back with `nil`; on the disk with its line of the audit trail when it returns.
  func set(_ key: String, to value: String?, by entry: AuditEntry, outcome: String) async throws(KioskFailure)
}
