package import IdentityDocuments

/// `person.see`: what is on file of one person, masked.
package enum PersonSee: RPCMethod {
  package static let name = "person.see"
  package typealias Params = PersonShow.Params
  package struct Output: Codable, Sendable {
    package enum Portrait: String, Codable, CaseIterable, Sendable { case kept, absent }

    package var person: String
    package var kind: DocumentKind
    package var numberMasked: String
    package var nameMasked: String
    /// How many versions are kept, and which one holds.
    package var versions: Int
    package var version: Int
    /// When, where, by whom and with which reader the version that holds was filed.
    package var filedAt: String
    package var window: String
    package var clerk: String?
    package var secondChecker: String?
    package var reader: WireReading.Reader
    /// Whether it was typed in instead of read from a card.
    package var typed: Bool
    package var firstFiledAt: String
    package var lastReadAt: String
    package var portrait: Portrait
    /// Whether the document's last day is over.
    package var expired: Bool
    package var findings: [WireReading.Finding]
    /// The ids of persons who are other documents of the same human; left out where there are none.
    package var linked: [String]?

    package init(
      person: String, kind: DocumentKind, numberMasked: String, nameMasked: String, versions: Int,
      version: Int, filedAt: String, window: String, clerk: String?, secondChecker: String?,
      reader: WireReading.Reader, typed: Bool,
      firstFiledAt: String, lastReadAt: String, portrait: Portrait, expired: Bool,
      findings: [WireReading.Finding], linked: [String]?
    ) {
      self.person = person
      self.kind = kind
      self.numberMasked = numberMasked
      self.nameMasked = nameMasked
      self.versions = versions
      self.version = version
      self.filedAt = filedAt
      self.window = window
      self.clerk = clerk
      self.secondChecker = secondChecker
      self.reader = reader
      self.typed = typed
      self.firstFiledAt = firstFiledAt
      self.lastReadAt = lastReadAt
      self.portrait = portrait
      self.expired = expired
      self.findings = findings
      self.linked = linked
    }
  }
}

/// `person.search`: persons by number, name, mobile number or batch, or by when and where they were read; masked, a page at
/// a time.
package enum PersonFind: RPCMethod {
  package static let name = "person.search"
  package struct Params: Codable, Sendable {
    /// Of a document of any kind, in any width and case.
    package var number: OnTheWire<String>?
    /// The whole name, in any width and case.
    package var name: OnTheWire<String>?
    /// A mobile number that is bound.
    package var mobile: OnTheWire<String>?
    /// The id of a batch in which the person was swiped.
    package var batch: String?
    /// The first and the last day of a reading, ISO 8601.
    package var from: String?
    package var to: String?
    /// The id of the window of that reading.
    package var window: String?
    package var offset: Int?
    package var limit: Int?
    package init(
      number: OnTheWire<String>? = nil, name: OnTheWire<String>? = nil, mobile: OnTheWire<String>? = nil,
      batch: String? = nil, from: String? = nil, to: String? = nil, window: String? = nil,
      offset: Int? = nil, limit: Int? = nil
    ) {
      self.number = number
      self.name = name
      self.mobile = mobile
      self.batch = batch
      self.from = from
      self.to = to
      self.window = window
      self.offset = offset
      self.limit = limit
    }
  }
  package struct Output: Codable, Sendable {
    package var persons: [WirePersonSummary]
    package var total: Int
    package var hasMore: Bool
    package init(persons: [WirePersonSummary], total: Int, hasMore: Bool) {
      self.persons = persons
      self.total = total
      self.hasMore = hasMore
    }
  }
}
