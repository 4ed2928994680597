package import IdentityDocuments

/// An entry of a list of persons: masked values only.
package struct WirePersonSummary: Codable, Sendable {
  package var person: String
  package var kind: DocumentKind
  package var numberMasked: String
  package var nameMasked: String
  package var version: Int
  package var lastReadAt: String?
  package init(
    person: String, kind: DocumentKind, numberMasked: String, nameMasked: String, version: Int,
    lastReadAt: String?
  ) {
    self.person = person
    self.kind = kind
    self.numberMasked = numberMasked
    self.nameMasked = nameMasked
    self.version = version
    self.lastReadAt = lastReadAt
  }
}

/// `person.list`: who is on file, a page at a time.
package enum PersonList: RPCMethod {
  package static let name = "person.list"
  package struct Params: Codable, Sendable {
    package var offset: Int?
    package var limit: Int?
    package init(offset: Int? = nil, limit: Int? = nil) {
      self.offset = offset
      self.limit = limit
    }
  }
  package struct Output: Codable, Sendable {
    package var persons: [WirePersonSummary]
    package var total: Int
    package init(persons: [WirePersonSummary], total: Int) {
      self.persons = persons
      self.total = total
    }
  }
}

/// One version of a person's document and the reading it came from.
package struct WireVersion: Codable, Sendable {
  package var version: Int
  package var current: Bool
  package var filedAt: String
  package var window: String
  /// Who filed it; left out where nobody had signed in.
  package var clerk: String?
  /// Who confirmed what was typed in; left out where nobody had to.
  package var secondChecker: String?
  package var reader: WireReading.Reader
  package var document: WireDocument
  package var findings: [WireReading.Finding]?
  package init(
    version: Int, current: Bool, filedAt: String, window: String, clerk: String?, secondChecker: String?,
    reader: WireReading.Reader, document: WireDocument, findings: [WireReading.Finding]
  ) {
    self.version = version
    self.current = current
    self.filedAt = filedAt
    self.window = window
    self.clerk = clerk
    self.secondChecker = secondChecker
    self.findings = findings
    self.reader = reader
    self.document = document
  }
}

/// `person.show`: the current version with its full values, by person id or by number.
package enum PersonShow: RPCMethod {
  package static let name = "person.show"
  package struct Params: Codable, Sendable {
    package var person: String?
    package var number: OnTheWire<String>?
    package init(person: String) { self.person = person }
    package init(number: OnTheWire<String>) { self.number = number }
  }
  package struct Output: Codable, Sendable {
    package var person: String
    package var current: WireVersion
    /// Of the current version, from its photo block.
    package var portrait: WirePortrait?
    package init(person: String, current: WireVersion, portrait: WirePortrait) {
      self.person = person
      self.current = current
      self.portrait = portrait
    }
  }
}

/// `person.history`: every version and every reading of a person.
package enum PersonHistory: RPCMethod {
  package static let name = "person.history"
  package typealias Params = PersonShow.Params
  package struct Reading: Codable, Sendable {
    package var session: String
    package var readAt: String
    package var window: String
    package var clerk: String?
    package var secondChecker: String?
    package var reader: WireReading.Reader?
    package var outcome: String
    package var version: Int?
    package init(
      session: String, readAt: String, window: String, clerk: String?, secondChecker: String?,
      reader: WireReading.Reader, outcome: String, version: Int?
    ) {
      self.session = session
      self.readAt = readAt
      self.window = window
      self.clerk = clerk
      self.secondChecker = secondChecker
      self.reader = reader
      self.outcome = outcome
      self.version = version
    }
  }
  package struct Output: Codable, Sendable {
    package var person: String
    package var versions: [WireVersion]
    package var readings: [Reading]
    package init(person: String, versions: [WireVersion], readings: [Reading]) {
      self.person = person
      self.versions = versions
      self.readings = readings
    }
  }
}
