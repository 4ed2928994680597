internal import CounterRules
package import KioskProtocol
package import PersonArchive
internal import PersonalData

/// What signing in needs while the centre is away.
extension WaitingSeal {
  /// The wrapped key and what it seals; throws `archive.keyUnusable` at a window that has no keys.
  package func seal(_ clerk: KeptClerk) throws(KioskFailure) -> (wrapped: [UInt8], sealed: [UInt8]) {
    try seal(clerk.account.encoded(), for: .keptClerk(name: clerk.account.name, until: clerk.until))
  }

  /// The account that was sealed under this name and moment; throws `archive.damaged` for what was not, and
  /// `archive.keyUnusable` where the key is gone.
  package func openClerk(
    name: String, until: Int, wrapped: [UInt8], sealed: [UInt8]
  ) throws(KioskFailure) -> KeptClerk {
    let bytes = try open(wrapped, sealed, from: .keptClerk(name: name, until: until))
    guard let account = ClerkAccount(decoding: bytes, name: name) else {
      throw KioskFailure(.archiveDamaged)
    }
    return KeptClerk(account, until: until)
  }

  /// The wrapped key and what it seals; throws `archive.keyUnusable` at a window that has no keys.
  package func seal(_ line: WaitingLine) throws(KioskFailure) -> (wrapped: [UInt8], sealed: [UInt8]) {
    try seal(line.encoded(), for: .waitingLine(at: line.entry.at))
  }

  /// The line that was sealed with this moment; throws as `openClerk` does.
  package func openLine(
    at moment: String, wrapped: [UInt8], sealed: [UInt8]
  ) throws(KioskFailure) -> WaitingLine {
    let bytes = try open(wrapped, sealed, from: .waitingLine(at: moment))
    guard let line = WaitingLine(decoding: bytes, at: moment) else { throw KioskFailure(.archiveDamaged) }
    return line
  }
}

extension ClerkAccount {
  private static let format: UInt8 = 1

  fileprivate func encoded() -> [UInt8] {
    var writer = EntryWriter(format: Self.format)
    writer.add("displayName", displayName)
    writer.add("role", role.rawValue)
    if let windows { writer.add("windows", windows.joined(separator: " ")) }
    writer.add("password", passwordHash.disclosed())
    writer.add("isLocked", isLocked ? "1" : "0")
    writer.add("wrong", "\(wrongTries)")
    if let wrongAt { writer.add("wrongAt", wrongAt) }
    writer.add("madeAt", madeAt)
    return writer.bytes
  }

  fileprivate init?(decoding bytes: [UInt8], name: String) {
    guard let entries = Entries(bytes, format: Self.format),
      let displayName = entries.text("displayName"),
      let role = entries.text("role").flatMap(Role.init(rawValue:)),
      let password = entries.text("password"), let isLocked = entries.text("isLocked"),
      let wrong = entries.text("wrong").flatMap({ Int($0) }), let madeAt = entries.text("madeAt")
    else { return nil }
    self.init(
      name: name, displayName: displayName, role: role,
      windows: entries.text("windows").map { $0.split(separator: " ").map(String.init) },
      passwordHash: Personal(password), isLocked: isLocked != "0", wrongTries: wrong,
      wrongAt: entries.text("wrongAt"), madeAt: madeAt)
  }
}

extension WaitingLine {
  private static let format: UInt8 = 1

  fileprivate func encoded() -> [UInt8] {
    var writer = EntryWriter(format: Self.format)
    writer.add("window", entry.window)
    writer.add("party", entry.party.auditName)
    writer.add("role", entry.party.auditRole)
    writer.add("act", entry.act.rawValue)
    if let session = entry.session { writer.add("session", session) }
    if let subject = entry.subject { writer.add("subject", subject) }
    writer.add("outcome", outcome)
    writer.add("kind", kind.rawValue)
    return writer.bytes
  }

  fileprivate init?(decoding bytes: [UInt8], at moment: String) {
    guard let entries = Entries(bytes, format: Self.format), let window = entries.text("window"),
      let party = entries.text("party"), let role = entries.text("role"),
      let party = ActingParty(auditName: party, auditRole: role),
      let act = entries.text("act").flatMap(Act.init(rawValue:)), let outcome = entries.text("outcome"),
      let kind = entries.text("kind").flatMap(Kind.init(rawValue:))
    else { return nil }
    let entry = AuditEntry(
      at: moment, window: window, party: party, act: act, session: entries.text("session"),
      subject: entries.text("subject"))
    self.init(entry, outcome: outcome, kind: kind)
  }
}
