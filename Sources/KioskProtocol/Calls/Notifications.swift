/// `reader.changed`: a reader came, went or changed its state.
package struct ReaderChanged: RPCNotification {
  package static let name = "reader.changed"
  package var id: String
  package var present: Bool
  package var reader: WireReader?
  package init(id: String, present: Bool, reader: WireReader?) {
    self.id = id
    self.present = present
    self.reader = reader
  }
}

/// `card.changed`: a card session began or ended, or its card was lifted.
package struct CardChanged: RPCNotification {
  package static let name = "card.changed"
  package enum State: String, Codable, CaseIterable, Sendable { case found, lifted, ended }
  package var reader: String
  /// Left out where a card was lifted whose session had ended.
  package var session: String?
  package var state: State
  package init(reader: String, session: String?, state: State) {
    self.reader = reader
    self.session = session
    self.state = state
  }
}

/// `read.progress`: which step a read has reached.
package struct ReadProgress: RPCNotification {
  package static let name = "read.progress"
  package enum Step: String, Codable, CaseIterable, Sendable {
    /// Waiting for a card.
    case waiting
    /// Waiting, and the card that lies there must be lifted and laid again.
    case liftAndLayAgain
    case find, select, read, portrait, filing
  }
  package var reader: String
  package var session: String?
  package var step: Step
  /// What lies there, where the read is about to fail because the reader cannot read such a card.
  package var card: WireCard?
  package init(reader: String, session: String?, step: Step, card: WireCard? = nil) {
    self.card = card
    self.reader = reader
    self.session = session
    self.step = step
  }
}

/// `client.dropped`: the last line of a connection that the server ends, with the reason.
package struct ClientDropped: RPCNotification {
  package static let name = "client.dropped"
  package var error: WireFailure
  package init(_ failure: KioskFailure) { error = WireFailure(failure) }
}
