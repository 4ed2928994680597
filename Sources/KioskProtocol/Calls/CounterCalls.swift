package import IdentityDocuments

/// `card.read` of the counter daemon: waits for a card, reads it and, if asked, files the person.
package enum CardRead: RPCMethod {
  package static let name = "card.read"
  package struct Params: Codable, Sendable {
    package var reader: String?
    package var timeoutSeconds: Double?
    package var file: Bool?
    package init(reader: String? = nil, timeoutSeconds: Double? = nil, file: Bool? = nil) {
      self.reader = reader
      self.timeoutSeconds = timeoutSeconds
      self.file = file
    }
  }
  package typealias Output = WireReading
}

/// `card.compare`: what filing the reading of a living card session would do; nothing is filed.
package enum CardCompare: RPCMethod {
  package static let name = "card.compare"
  package typealias Params = CardFile.Params
  package struct Output: Codable, Sendable {
    package var outcome: WireFiling.Outcome
    package var changed: [DocumentField]
    package var findings: [WireReading.Finding]
    /// When the version that holds now was read.
    package var onFileSince: String?
    /// The version that holds now, where it differs and the caller may see it.
    package var onFile: WireDocument?
    package init(
      outcome: WireFiling.Outcome, changed: [DocumentField], findings: [WireReading.Finding],
      onFileSince: String?, onFile: WireDocument?
    ) {
      self.outcome = outcome
      self.changed = changed
      self.findings = findings
      self.onFileSince = onFileSince
      self.onFile = onFile
    }
  }
}

/// `card.file`: files the reading of a living card session.
package enum CardFile: RPCMethod {
  package static let name = "card.file"
  package struct Params: Codable, Sendable {
    package var session: String
    package init(session: String) { self.session = session }
  }
  package typealias Output = WireFiling
}

/// `status`: how the counter is doing.
package enum Status: RPCMethod {
  package static let name = "status"
  package typealias Params = Empty
  package struct Output: Codable, Sendable {
    package struct Part: Codable, Sendable {
      package var ok: Bool
      package var failure: WireFailure?
      package init(_ failure: KioskFailure?) {
        ok = failure == nil
        self.failure = failure.map(WireFailure.init)
      }
    }
    package struct Window: Codable, Sendable {
      package var id: String
      package var name: String
      package init(id: String, name: String) {
        self.id = id
        self.name = name
      }
    }
    /// What the latest check of everything in the archive found; one begins with each start.
    package struct Check: Codable, Sendable {
      package var checkedAt: String
      package var sound: Bool
      /// Damaged rows, faults of the file, faults of the audit trail: `archive.check` and `audit.verify` name them.
      package var damaged: Int
      package var file: Int
      package var auditFaults: Int
      package init(checkedAt: String, sound: Bool, damaged: Int, file: Int, auditFaults: Int) {
        self.checkedAt = checkedAt
        self.sound = sound
        self.damaged = damaged
        self.file = file
        self.auditFaults = auditFaults
      }
    }
    package var window: Window
    package var archive: Part
    /// Left out until the first check is done.
    package var archiveCheck: Check?
    /// What waits for the centre; left out at a window whose archive is its own.
    package var waiting: WireWaiting?
    package var persons: Int?
    package var readerService: Part
    package var readers: [WireReader]
    /// Whether messages lie in an inbox for trying out (`sms.inbox`); left out where they go to telephones, or nowhere.
    package var trialInbox: Bool?
    package init(
      window: Window, archive: Part, archiveCheck: Check?, waiting: WireWaiting?, persons: Int?,
      readerService: Part, readers: [WireReader], trialInbox: Bool?
    ) {
      self.window = window
      self.archive = archive
      self.archiveCheck = archiveCheck
      self.waiting = waiting
      self.persons = persons
      self.readerService = readerService
      self.readers = readers
      self.trialInbox = trialInbox
    }
  }
}
