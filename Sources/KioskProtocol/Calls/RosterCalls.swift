package import IdentityDocuments

/// `roster.find`: the person on file under a number, with name and portrait.
package enum RosterFind: RPCMethod {
  package static let name = "roster.find"
  package struct Params: Codable, Sendable {
    package var number: OnTheWire<String>
    package init(number: OnTheWire<String>) { self.number = number }
  }
  package struct Output: Codable, Sendable {
    package var person: String
    package var kind: DocumentKind
    package var numberMasked: String
    /// The whole name, in Latin letters where there is no other.
    package var name: OnTheWire<String>
    package var portrait: WirePortrait
    /// Whether the document's last day is over.
    package var expired: Bool
    package init(
      person: String, kind: DocumentKind, numberMasked: String, name: OnTheWire<String>,
      portrait: WirePortrait, expired: Bool
    ) {
      self.person = person
      self.kind = kind
      self.numberMasked = numberMasked
      self.name = name
      self.portrait = portrait
      self.expired = expired
    }
  }
}

/// `card.person`: the same for the document of a living card session.
package enum CardPerson: RPCMethod {
  package static let name = "card.person"
  package typealias Params = CardFile.Params
  package typealias Output = RosterFind.Output
}
