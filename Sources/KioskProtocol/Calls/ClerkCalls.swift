/// An account in a list.
package struct WireClerk: Codable, Sendable {
  package var name: String
  package var displayName: String
  package var role: String
  /// The ids of the windows it is good at; left out for all.
  package var windows: [String]?
  /// Whether an administrator has locked it.
  package var locked: Bool
  /// For how many seconds wrong passwords still lock it.
  package var lockedSeconds: Int?
  package var wrongTries: Int
  package var madeAt: String
  package init(
    name: String, displayName: String, role: String, windows: [String]?, locked: Bool, lockedSeconds: Int?,
    wrongTries: Int, madeAt: String
  ) {
    self.name = name
    self.displayName = displayName
    self.role = role
    self.windows = windows
    self.locked = locked
    self.lockedSeconds = lockedSeconds
    self.wrongTries = wrongTries
    self.madeAt = madeAt
  }
}

/// `clerk.list`: every account.
package enum ClerkList: RPCMethod {
  package static let name = "clerk.list"
  package typealias Params = Empty
  package struct Output: Codable, Sendable {
    package var clerks: [WireClerk]
    package init(clerks: [WireClerk]) { self.clerks = clerks }
  }
}

/// `clerk.add`: another account.
package enum ClerkAdd: RPCMethod {
  package static let name = "clerk.add"
  package struct Params: Codable, Sendable {
    package var name: String
    /// The name where it is left out.
    package var displayName: String?
    package var role: String
    package var windows: [String]?
    package var password: OnTheWire<String>
    package init(
      name: String, displayName: String?, role: String, windows: [String]?, password: OnTheWire<String>
    ) {
      self.name = name
      self.displayName = displayName
      self.role = role
      self.windows = windows
      self.password = password
    }
  }
  package typealias Output = Empty
}

/// `clerk.lock`: nobody signs in with the account, and whoever has is out.
package enum ClerkLock: RPCMethod {
  package static let name = "clerk.lock"
  package struct Params: Codable, Sendable {
    package var name: String
    package init(name: String) { self.name = name }
  }
  package typealias Output = Empty
}

/// `clerk.unlock`: the account is good again, whatever had locked it.
package enum ClerkUnlock: RPCMethod {
  package static let name = "clerk.unlock"
  package typealias Params = ClerkLock.Params
  package typealias Output = Empty
}

/// `clerk.reset`: another password, set by an administrator; whoever is signed in with the old one is out.
package enum ClerkReset: RPCMethod {
  package static let name = "clerk.reset"
  package struct Params: Codable, Sendable {
    package var name: String
    package var password: OnTheWire<String>
    package init(name: String, password: OnTheWire<String>) {
      self.name = name
      self.password = password
    }
  }
  package typealias Output = Empty
}

/// `clerk.setRole`: the account is for something else; whoever is signed in with it is out.
package enum ClerkSetRole: RPCMethod {
  package static let name = "clerk.setRole"
  package struct Params: Codable, Sendable {
    package var name: String
    package var role: String
    package init(name: String, role: String) {
      self.name = name
      self.role = role
    }
  }
  package typealias Output = Empty
}

/// `clerk.setWindows`: the account is good at other windows; whoever is signed in with it is out.
package enum ClerkSetWindows: RPCMethod {
  package static let name = "clerk.setWindows"
  package struct Params: Codable, Sendable {
    package var name: String
    /// The ids of the windows; all where it is left out.
    package var windows: [String]?
    package init(name: String, windows: [String]?) {
      self.name = name
      self.windows = windows
    }
  }
  package typealias Output = Empty
}

/// `clerk.changePassword`: a clerk's own; other sign-ins of the same clerk end.
package enum ClerkChangePassword: RPCMethod {
  package static let name = "clerk.changePassword"
  package struct Params: Codable, Sendable {
    package var old: OnTheWire<String>
    package var new: OnTheWire<String>
    package init(old: OnTheWire<String>, new: OnTheWire<String>) {
      self.old = old
      self.new = new
    }
  }
  package typealias Output = Empty
}
