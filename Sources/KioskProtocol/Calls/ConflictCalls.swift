package import IdentityDocuments

/// `conflict.list`: the readings that contradict a person on file and wait for a supervisor, masked, the oldest first.
package enum ConflictList: RPCMethod {
  package static let name = "conflict.list"
  package typealias Params = PersonList.Params

  package struct Conflict: Codable, Sendable {
    /// What it is called by.
    package var session: String
    package var readAt: String
    package var window: String
    package var clerk: String?
    /// The person on file under the same number.
    package var person: String?
    package var kind: DocumentKind
    package var numberMasked: String
    package var nameMasked: String
    /// The fields that differ.
    package var changed: [String]
    package init(
      session: String, readAt: String, window: String, clerk: String?, person: String?, kind: DocumentKind,
      numberMasked: String, nameMasked: String, changed: [String]
    ) {
      self.session = session
      self.readAt = readAt
      self.window = window
      self.clerk = clerk
      self.person = person
      self.kind = kind
      self.numberMasked = numberMasked
      self.nameMasked = nameMasked
      self.changed = changed
    }
  }

  package struct Output: Codable, Sendable {
    package var conflicts: [Conflict]
    package var total: Int
    package init(conflicts: [Conflict], total: Int) {
      self.conflicts = conflicts
      self.total = total
    }
  }
}

/// `conflict.show`: a reading that waits and the version on file that it contradicts, with every value.
package enum ConflictShow: RPCMethod {
  package static let name = "conflict.show"
  package struct Params: Codable, Sendable {
    package var session: String
    package init(session: String) { self.session = session }
  }

  package struct Output: Codable, Sendable {
    package var session: String
    package var person: String
    package var readAt: String
    package var window: String
    package var clerk: String?
    package var reader: WireReading.Reader
    /// What was read.
    package var document: WireDocument
    package var portrait: WirePortrait
    package var findings: [WireReading.Finding]
    /// The fields that differ.
    package var changed: [String]
    /// What is on file.
    package var current: WireVersion
    package var currentPortrait: WirePortrait
    package init(
      session: String, person: String, readAt: String, window: String, clerk: String?,
      reader: WireReading.Reader, document: WireDocument, portrait: WirePortrait,
      findings: [WireReading.Finding], changed: [String], current: WireVersion, currentPortrait: WirePortrait
    ) {
      self.session = session
      self.person = person
      self.readAt = readAt
      self.window = window
      self.clerk = clerk
      self.reader = reader
      self.document = document
      self.portrait = portrait
      self.findings = findings
      self.changed = changed
      self.current = current
      self.currentPortrait = currentPortrait
    }
  }
}

/// `conflict.resolve`: a supervisor makes a version of the reading or a person of its own, or keeps what is on file and destroys the reading.
package enum ConflictResolve: RPCMethod {
  package static let name = "conflict.resolve"
  package enum Settlement: String, Codable, CaseIterable, Sendable {
    case takeNew, keepOld
    /// Two people have one number.
    case newPerson
  }
  package struct Params: Codable, Sendable {
    package var session: String
    package var settlement: Settlement
    package init(session: String, settlement: Settlement) {
      self.session = session
      self.settlement = settlement
    }
  }
  package struct Output: Codable, Sendable {
    /// The person on file, or the new one.
    package var person: String
    /// What the reading became: `renewed` where it holds now, `older` where its validity starts earlier, `filed` where it is
    /// a person of its own, `unchanged` where it was destroyed.
    package var outcome: WireFiling.Outcome
    package var version: Int?
    package init(person: String, outcome: WireFiling.Outcome, version: Int?) {
      self.person = person
      self.outcome = outcome
      self.version = version
    }
  }
}
