internal import CounterRules
internal import IdentityDocuments
internal import PersonArchive
internal import PersonalData

extension FilingRequest {
  static let format: UInt8 = 1

  /// Everything of it, to be sealed: the entries of `SealedContent` and those of its origin.
  func encoded() -> [UInt8] {
    var writer = EntryWriter(format: Self.format)
    document.write(to: &writer)
    writer.add("photoBlock", photoBlock?.disclosed() ?? [])
    writer.add("textBlock", textBlock.disclosed())
    findings.forEach { writer.add("finding", "\($0.field.rawValue) \($0.code.rawValue)") }
    writer.add("session", origin.session)
    writer.add("readAt", origin.readAt)
    writer.add("window", origin.window)
    if let clerk = origin.clerk { writer.add("clerk", clerk) }
    if let checker = origin.secondChecker { writer.add("secondChecker", checker) }
    writer.add("reader", origin.reader.id)
    writer.add("readerName", origin.reader.name)
    writer.add("readerLink", origin.reader.link)
    if let samID = origin.reader.samID { writer.add("samId", samID) }
    writer.add("party", party.auditName)
    writer.add("role", party.auditRole)
    return writer.bytes
  }

  /// The filing of opened bytes; `nil` when they are not such entries.
  init?(decoding bytes: [UInt8]) {
    guard let entries = Entries(bytes, format: Self.format), let content = SealedContent(decoding: bytes),
      let session = entries.text("session"), let readAt = entries.text("readAt"),
      let window = entries.text("window"), let reader = entries.text("reader"),
      let readerName = entries.text("readerName"), let readerLink = entries.text("readerLink"),
      let party = entries.text("party"), let role = entries.text("role"),
      let party = ActingParty(auditName: party, auditRole: role)
    else { return nil }
    let origin = ReadingOrigin(
      session: session, readAt: readAt, window: window, clerk: entries.text("clerk"),
      secondChecker: entries.text("secondChecker"),
      reader: ReadingOrigin.Reader(
        id: reader, name: readerName, link: readerLink, samID: entries.text("samId")))
    self.init(
      origin: origin, document: content.document,
      photoBlock: content.photoBlock.disclosed().isEmpty ? nil : content.photoBlock,
      textBlock: content.textBlock, findings: content.findings, party: party)
  }
}

extension ActingParty {
  /// Who the audit trail names so.
  init?(auditName: String, auditRole: String) {
    let parts = auditName.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    switch (parts.first, parts.count) {
    case ("self-service", 1): self = .selfService
    case ("local", 2):
      guard let uid = UInt32(parts[1]) else { return nil }
      self = .localAdministrator(uid: uid)
    case ("batch", 2): self = .batchHolder(batch: parts[1])
    case ("clerk", 2):
      guard let role = Role(rawValue: auditRole) else { return nil }
      self = .clerk(name: parts[1], role: role)
    case ("portal", 2):
      guard let uid = UInt32(parts[1]) else { return nil }
      self = .portal(uid: uid)
    default: return nil
    }
  }
}
