/// `clerk.signIn`: from now on this connection, or whoever brings the token, acts as that clerk.
package enum ClerkSignIn: RPCMethod {
  package static let name = "clerk.signIn"
  package struct Params: Codable, Sendable {
    package var name: String
    package var password: OnTheWire<String>
    package init(name: String, password: OnTheWire<String>) {
      self.name = name
      self.password = password
    }
  }
  package struct Output: Codable, Sendable {
    /// What the page brings along with each call; a connection needs it no more.
    package var token: OnTheWire<String>
    package var name: String
    package var displayName: String
    package var role: String
    /// The acts that the clerk has a right to here.
    package var rights: [String]
    /// After so long without an act the sign-in ends.
    package var idleSeconds: Int
    package init(
      token: OnTheWire<String>, name: String, displayName: String, role: String, rights: [String],
      idleSeconds: Int
    ) {
      self.token = token
      self.name = name
      self.displayName = displayName
      self.role = role
      self.rights = rights
      self.idleSeconds = idleSeconds
    }
  }
}

/// `clerk.signOut`: the sign-in ends; without one nothing happens.
package enum ClerkSignOut: RPCMethod {
  package static let name = "clerk.signOut"
  package typealias Params = Empty
  package typealias Output = Empty
}

/// `clerk.whoAmI`: who acts, and what that party may do at this window.
package enum ClerkWhoAmI: RPCMethod {
  package static let name = "clerk.whoAmI"
  package struct Params: Codable, Sendable {
    /// Whether the clerk has touched the page since; asking alone keeps no sign-in alive.
    package var active: Bool?
    package init(active: Bool? = nil) { self.active = active }
  }
  package struct Output: Codable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case clerk, localAdministrator, batchHolder, selfService, portal
    }
    package struct Window: Codable, Sendable {
      package var id: String
      package var name: String
      /// What somebody without an account may do: `read`, `done`, `batch`.
      package var selfService: [String]
      package var typedDocuments: Bool
      package init(id: String, name: String, selfService: [String], typedDocuments: Bool) {
        self.id = id
        self.name = name
        self.selfService = selfService
        self.typedDocuments = typedDocuments
      }
    }
    package var kind: Kind
    /// The clerk's; left out for others, as are the next two.
    package var name: String?
    package var displayName: String?
    package var role: String?
    /// The batch whose code was entered.
    package var batch: String?
    /// The acts that this party has a right to here.
    package var rights: [String]
    package var window: Window
    /// After so long without an act the sign-in ends; left out where there is none.
    package var idleSeconds: Int?
    /// How much of that is left.
    package var secondsLeft: Int?
    package init(kind: Kind, rights: [String], window: Window) {
      self.kind = kind
      self.rights = rights
      self.window = window
    }
  }
}
