/// `person.link`: says that two persons on file are two documents of one human; both stay as they are.
package enum PersonLink: RPCMethod {
  package static let name = "person.link"
  package struct Params: Codable, Sendable {
    package var person: String
    package var other: String
    package init(person: String, other: String) {
      self.person = person
      self.other = other
    }
  }
  package struct Output: Codable, Sendable {
    /// Whom the first one is linked with now.
    package var linked: [String]
    package init(linked: [String]) { self.linked = linked }
  }
}

/// `person.unlink`: takes back that two persons are documents of one human.
package enum PersonUnlink: RPCMethod {
  package static let name = "person.unlink"
  package typealias Params = PersonLink.Params
  package typealias Output = PersonLink.Output
}
