package import IdentityDocuments

/// A reading as JSON.
///
/// Names are fixed; members are only ever added.
package struct WireReading: Codable, Sendable {
  package struct Reader: Codable, Sendable {
    package var id: String
    package var name: String
    package var link: String
    package var samId: String?
    /// The serial number that the device tells by itself, where it does.
    package var serial: String?

    package init(id: String, name: String, link: String, samId: String?, serial: String? = nil) {
      self.serial = serial
      self.id = id
      self.name = name
      self.link = link
      self.samId = samId
    }
  }

  package struct Finding: Codable, Sendable {
    package var field: DocumentField
    package var code: FindingCode
    package var severity: IdentityDocuments.Finding.Severity
    package var text: String

    package init(_ finding: IdentityDocuments.Finding) {
      field = finding.field
      code = finding.code
      severity = finding.severity
      text = finding.code.text
    }
  }

  package struct Timing: Codable, Sendable {
    package var findMs: Double?
    package var selectMs: Double?
    package var readMs: Double?
    package var portraitMs: Double?
    package var totalMs: Double

    package init(find: Duration?, select: Duration?, read: Duration?, portrait: Duration?, total: Duration) {
      func milliseconds(_ duration: Duration) -> Double { ((duration / .microseconds(1)).rounded()) / 1_000 }
      findMs = find.map(milliseconds)
      selectMs = select.map(milliseconds)
      readMs = read.map(milliseconds)
      portraitMs = portrait.map(milliseconds)
      totalMs = milliseconds(total)
    }
  }

  package var session: String
  package var readAt: String
  package var window: String?
  package var clerk: String?
  package var reader: Reader
  package var document: WireDocument
  package var portrait: WirePortrait
  package var findings: [Finding]
  package var timing: Timing
  package var filing: WireFiling?
  /// The card body's management number, base64, where the reader's file asks for it.
  package var managementNumber: OnTheWire<String>?

  package init(
    session: String, readAt: String, reader: Reader, document: WireDocument, portrait: WirePortrait,
    findings: [Finding], timing: Timing
  ) {
    self.session = session
    self.readAt = readAt
    self.reader = reader
    self.document = document
    self.portrait = portrait
    self.findings = findings
    self.timing = timing
  }
}
