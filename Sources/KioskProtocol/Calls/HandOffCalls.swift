package import IdentityDocuments

/// `window.key`: the public key that tells what this window signed.
package enum WindowKey: RPCMethod {
  package static let name = "window.key"
  package typealias Params = Empty
  package struct Output: Codable, Sendable {
    /// The window's id, as it stands in what it signs.
    package var window: String
    /// `Ed25519`.
    package var algorithm: String
    /// Names the key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes.
    package var key: String
    /// The 32 bytes, base64.
    package var publicKey: String
    /// The same as other programs read it: SubjectPublicKeyInfo in PEM.
    package var pem: String
    package init(window: String, algorithm: String, key: String, publicKey: String, pem: String) {
      self.window = window
      self.algorithm = algorithm
      self.key = key
      self.publicKey = publicKey
      self.pem = pem
    }
  }
}

/// `handoff.open`: looks at what a portal's page gave along, before a card is read for it.
package enum HandOffOpen: RPCMethod {
  package static let name = "handoff.open"
  package struct Params: Codable, Sendable {
    /// The portal's own: 16 to 128 letters, digits, hyphens and underscores that nobody can guess.
    package var nonce: String
    /// Where the user goes back to; its origin is one that is configured.
    package var returnTo: String
    package init(nonce: String, returnTo: String) {
      self.nonce = nonce
      self.returnTo = returnTo
    }
  }
  package struct Output: Codable, Sendable {
    /// The portal's origin.
    package var portal: String
    /// What the portal is called; left out where nothing is configured.
    package var portalName: String?
    package init(portal: String, portalName: String?) {
      self.portal = portal
      self.portalName = portalName
    }
  }
}

/// `handoff.close`: what the user goes back to the portal with; with `done` the reading of the session is filed, if it was not.
package enum HandOffClose: RPCMethod {
  package static let name = "handoff.close"
  package enum Ending: String, Codable, CaseIterable, Sendable {
    case done, cancelled, timedOut
  }
  package struct Params: Codable, Sendable {
    package var nonce: String
    package var returnTo: String
    package var ending: Ending
    /// The caller's living card session, with `done`.
    package var session: String?
    package init(nonce: String, returnTo: String, ending: Ending, session: String? = nil) {
      self.nonce = nonce
      self.returnTo = returnTo
      self.ending = ending
      self.session = session
    }
  }
  package struct Output: Codable, Sendable {
    /// What the statement says: `done`, `queued`, `conflict`, `cancelled` or `timedOut`.
    package var outcome: String
    /// The signed statement.
    package var statement: String
    /// Where to go: the portal's address with the statement behind `#idkiosk=`.
    package var address: String
    package init(outcome: String, statement: String, address: String) {
      self.outcome = outcome
      self.statement = statement
      self.address = address
    }
  }
}

/// `handoff.person`: whom a statement is about, once for each statement; every value with `full`.
package enum HandOffPerson: RPCMethod {
  package static let name = "handoff.person"
  package struct Params: Codable, Sendable {
    package var statement: String
    /// Every value and the portrait, which needs the right `handoff.show`.
    package var full: Bool?
    package init(statement: String, full: Bool? = nil) {
      self.statement = statement
      self.full = full
    }
  }
  package struct Output: Codable, Sendable {
    package var portal: String
    package var nonce: String
    package var window: String
    package var person: String
    package var kind: DocumentKind
    package var numberMasked: String
    package var nameMasked: String
    /// Which version of the document holds.
    package var version: Int
    /// Whether the document's last day is over.
    package var expired: Bool
    /// With `full`.
    package var current: WireVersion?
    /// With `full`.
    package var portrait: WirePortrait?
    package init(
      portal: String, nonce: String, window: String, person: String, kind: DocumentKind,
      numberMasked: String, nameMasked: String, version: Int, expired: Bool, current: WireVersion?,
      portrait: WirePortrait?
    ) {
      self.portal = portal
      self.nonce = nonce
      self.window = window
      self.person = person
      self.kind = kind
      self.numberMasked = numberMasked
      self.nameMasked = nameMasked
      self.version = version
      self.expired = expired
      self.current = current
      self.portrait = portrait
    }
  }
}
