/// `reader.list`: the readers that are there.
package enum ReaderList: RPCMethod {
  package static let name = "reader.list"
  package typealias Params = Empty
  package struct Output: Codable, Sendable {
    package var readers: [WireReader]
    package init(readers: [WireReader]) { self.readers = readers }
  }
}

/// For whom a reader is claimed: a session belongs to this user and clerk, over any connection.
package struct SessionOwner: Codable, Hashable, Sendable {
  /// The user at the other end of the socket; left out for the page.
  package var uid: UInt32?
  /// Who signed in, if anybody did.
  package var clerk: String?
  package init(uid: UInt32?, clerk: String?) {
    self.uid = uid
    self.clerk = clerk
  }
}

/// `card.read` of the reader daemon: waits for a card and reads it.
package enum CardAcquire: RPCMethod {
  package static let name = "card.read"
  package struct Params: Codable, Sendable {
    /// One reader; any where it is left out.
    package var reader: String?
    /// How long to wait for a card.
    package var timeoutSeconds: Double?
    /// For whom; the caller itself where it is left out.
    package var owner: SessionOwner?
    /// Whether a card that could not be read, and whose session ended on `card.done`, counts again as it lies there.
    package var again: Bool?
    package init(
      reader: String? = nil, timeoutSeconds: Double? = nil, owner: SessionOwner? = nil, again: Bool? = nil
    ) {
      self.reader = reader
      self.timeoutSeconds = timeoutSeconds
      self.owner = owner
      self.again = again
    }
  }
  package struct Output: Codable, Sendable {
    package var reading: WireReading
    /// Base64.
    package var textBlock: OnTheWire<String>
    /// Base64; empty where the card gave none.
    package var photoBlock: OnTheWire<String>
    package init(reading: WireReading, textBlock: OnTheWire<String>, photoBlock: OnTheWire<String>) {
      self.reading = reading
      self.textBlock = textBlock
      self.photoBlock = photoBlock
    }
  }
}

/// `card.text`: what stands on the card of a living session, from `read.progress` with the step `portrait` on.
///
/// Text is there before the portrait is; nobody has to wait for the slower one.
package enum CardText: RPCMethod {
  package static let name = "card.text"
  package struct Params: Codable, Sendable {
    package var session: String
    /// For whom, on the reader daemon's socket; the caller itself where it is left out.
    package var owner: SessionOwner?
    package init(session: String, owner: SessionOwner? = nil) {
      self.session = session
      self.owner = owner
    }
  }
  package struct Output: Codable, Sendable {
    package var session: String
    package var document: WireDocument
    package var findings: [WireReading.Finding]
    package init(session: String, document: WireDocument, findings: [WireReading.Finding]) {
      self.session = session
      self.document = document
      self.findings = findings
    }
  }
}

/// `card.done`: ends a card session, or all of the owner's where none is named.
package enum CardDone: RPCMethod {
  package static let name = "card.done"
  package struct Params: Codable, Sendable {
    package var session: String?
    package var owner: SessionOwner?
    package init(session: String? = nil, owner: SessionOwner? = nil) {
      self.session = session
      self.owner = owner
    }
  }
  package struct Output: Codable, Sendable {
    /// How many sessions ended.
    package var ended: Int
    package init(ended: Int) { self.ended = ended }
  }
}

/// `watch`: from now on every notification comes to this connection.
package enum Watch: RPCMethod {
  package static let name = "watch"
  package typealias Params = Empty
  package typealias Output = Empty
}
