package import IdentityDocuments

/// `document.waiting`: typed documents that wait for a second checker, masked, the oldest first.
package enum DocumentWaiting: RPCMethod {
  package static let name = "document.waiting"
  package typealias Params = PersonList.Params

  package struct Entry: Codable, Sendable {
    /// What it is called by.
    package var session: String
    package var typedAt: String
    package var window: String
    /// Who typed it in.
    package var clerk: String?
    package var kind: DocumentKind
    package var numberMasked: String
    package var nameMasked: String
    /// Whether the caller typed it in, so that somebody else has to confirm it.
    package var own: Bool
    package init(
      session: String, typedAt: String, window: String, clerk: String?, kind: DocumentKind,
      numberMasked: String, nameMasked: String, own: Bool
    ) {
      self.session = session
      self.typedAt = typedAt
      self.window = window
      self.clerk = clerk
      self.kind = kind
      self.numberMasked = numberMasked
      self.nameMasked = nameMasked
      self.own = own
    }
  }

  package struct Output: Codable, Sendable {
    package var documents: [Entry]
    package var total: Int
    package init(documents: [Entry], total: Int) {
      self.documents = documents
      self.total = total
    }
  }
}

/// `document.review`: what was typed in and waits for a second checker, with every value, and what filing it would do.
package enum DocumentReview: RPCMethod {
  package static let name = "document.review"
  package struct Params: Codable, Sendable {
    package var session: String
    package init(session: String) { self.session = session }
  }
  package struct Output: Codable, Sendable {
    package var session: String
    package var typedAt: String
    package var window: String
    package var clerk: String?
    package var document: WireDocument
    package var findings: [WireReading.Finding]
    package var outcome: WireFiling.Outcome
    /// The fields that differ from the version on file.
    package var changed: [String]
    package init(
      session: String, typedAt: String, window: String, clerk: String?, document: WireDocument,
      findings: [WireReading.Finding], outcome: WireFiling.Outcome, changed: [String]
    ) {
      self.session = session
      self.typedAt = typedAt
      self.window = window
      self.clerk = clerk
      self.document = document
      self.findings = findings
      self.outcome = outcome
      self.changed = changed
    }
  }
}

/// `document.confirm`: a second checker says of a typed document that it is right, which files it, or wrong, which destroys it.
package enum DocumentConfirm: RPCMethod {
  package static let name = "document.confirm"
  package struct Params: Codable, Sendable {
    package var session: String
    package var right: Bool
    package init(session: String, right: Bool) {
      self.session = session
      self.right = right
    }
  }
  package struct Output: Codable, Sendable {
    /// Left out where it was destroyed.
    package var filing: WireFiling?
    package init(filing: WireFiling?) { self.filing = filing }
  }
}
