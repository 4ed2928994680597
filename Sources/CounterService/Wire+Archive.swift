internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData

extension WirePersonSummary {
  /// Masked, as lists are.
  init(_ summary: PersonSummary) {
    self.init(
      person: summary.id, kind: summary.kind,
      numberMasked: summary.number.map { Masking.number($0).disclosed() } ?? "",
      nameMasked: summary.name.map { Masking.name($0).disclosed() } ?? "", version: summary.versions,
      lastReadAt: summary.lastReadAt)
  }
}

extension WireVersion {
  /// With full values.
  init(_ version: ArchivedVersion) {
    self.init(
      version: version.number, current: version.isCurrent, filedAt: version.origin.readAt,
      window: version.origin.window, clerk: version.origin.clerk,
      secondChecker: version.origin.secondChecker, reader: WireReading.Reader(version.origin.reader),
      document: WireDocument(version.document),
      findings: version.findings.map(WireReading.Finding.init))
  }
}

extension PersonHistory.Reading {
  /// When, where and with which outcome.
  init(_ reading: ArchivedReading) {
    self.init(
      session: reading.origin.session, readAt: reading.origin.readAt, window: reading.origin.window,
      clerk: reading.origin.clerk, secondChecker: reading.origin.secondChecker,
      reader: WireReading.Reader(reading.origin.reader),
      outcome: reading.outcome.rawValue, version: reading.version)
  }
}

extension WireReading.Reader {
  /// As it stands beside what was filed.
  init(_ reader: ReadingOrigin.Reader) {
    self.init(id: reader.id, name: reader.name, link: reader.link, samId: reader.samID)
  }
}

extension PersonSee.Output {
  /// Masked; `today` is the day at the window, and `readings` are all there are, the newest first.
  init(_ person: ArchivedPerson, readings: [ArchivedReading], linked: [String], today: CalendarDate) {
    let version = person.current
    self.init(
      person: person.id, kind: version.document.kind,
      numberMasked: version.document.number.map { Masking.number($0).disclosed() } ?? "",
      nameMasked: version.document.shownName.map { Masking.name($0).disclosed() } ?? "",
      versions: person.versions, version: version.number, filedAt: version.origin.readAt,
      window: version.origin.window, clerk: version.origin.clerk,
      secondChecker: version.origin.secondChecker, reader: WireReading.Reader(version.origin.reader),
      typed: version.origin.isTyped,
      firstFiledAt: readings.last?.origin.readAt ?? version.origin.readAt,
      lastReadAt: readings.first?.origin.readAt ?? version.origin.readAt,
      portrait: version.photoBlock.disclosed().isEmpty ? .absent : .kept,
      expired: version.document.isExpired(today: today),
      findings: version.findings.map(WireReading.Finding.init), linked: linked.isEmpty ? nil : linked)
  }
}
