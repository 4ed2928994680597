internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData

extension WirePersonSummary {
  /// Masked, as lists are.
  init(_ summary: PersonSummary) {
    self.init(
      person: summary.id, kind: summary.kind,
      numberMasked: summary.number.map { Masking.number($0).disclosed() } ?? "",
      nameMasked: summary.name.map { Masking.name($0).disclosed() } ?? "", version: summary.versions)
  }
}

extension WireVersion {
  /// With full values.
  init(_ version: ArchivedVersion) {
    let reader = version.origin.reader
    self.init(
      version: version.number, current: version.isCurrent, filedAt: version.origin.readAt,
      window: version.origin.window,
      reader: WireReading.Reader(id: reader.id, name: reader.name, link: reader.link, samId: reader.samID),
      document: WireDocument(version.document))
  }
}

extension PersonHistory.Reading {
  /// When, where and with which outcome.
  init(_ reading: ArchivedReading) {
    self.init(
      session: reading.origin.session, readAt: reading.origin.readAt, window: reading.origin.window,
      outcome: reading.outcome.rawValue, version: reading.version)
  }
}
