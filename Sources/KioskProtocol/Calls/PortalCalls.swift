package import IdentityDocuments

/// `portal.picture`: a picture of letters, good for one sign-in.
package enum PortalPicture: RPCMethod {
  package static let name = "portal.picture"
  package struct Params: Codable, Sendable {
    /// How the portal tells its clients apart, an address for example; 128 bytes at most.
    package var client: OnTheWire<String>
    /// The picture that this one replaces.
    package var instead: String?
    package init(client: OnTheWire<String>, instead: String?) {
      self.client = client
      self.instead = instead
    }
  }
  package struct Output: Codable, Sendable {
    package var picture: String
    /// A PNG in base64.
    package var data: String
    package var width: Int
    package var height: Int
    package var secondsLeft: Int
    /// What it shows, where messages lie in the trial inbox instead of going to telephones; never elsewhere.
    package var letters: String?
    package init(
      picture: String, data: String, width: Int, height: Int, secondsLeft: Int, letters: String?
    ) {
      self.letters = letters
      self.picture = picture
      self.data = data
      self.width = width
      self.height = height
      self.secondsLeft = secondsLeft
    }
  }
}

/// `portal.sendCode`: a code to the number with which somebody signs in.
package enum PortalSendCode: RPCMethod {
  package static let name = "portal.sendCode"
  package struct Params: Codable, Sendable {
    package var client: OnTheWire<String>
    /// `residentIdentityCard` where it is left out.
    package var kind: DocumentKind?
    package var number: OnTheWire<String>
    package var phone: OnTheWire<String>
    package var picture: String
    /// What the picture shows.
    package var letters: String
    package init(
      client: OnTheWire<String>, kind: DocumentKind?, number: OnTheWire<String>, phone: OnTheWire<String>,
      picture: String, letters: String
    ) {
      self.client = client
      self.kind = kind
      self.number = number
      self.phone = phone
      self.picture = picture
      self.letters = letters
    }
  }
  package typealias Output = WireIssuedCode
}

/// `portal.signIn`: begins a session when the code is right.
package enum PortalSignInCall: RPCMethod {
  package static let name = "portal.signIn"
  package struct Params: Codable, Sendable {
    package var client: OnTheWire<String>
    /// `residentIdentityCard` where it is left out.
    package var kind: DocumentKind?
    package var number: OnTheWire<String>
    package var phone: OnTheWire<String>
    package var picture: String
    /// What the picture shows.
    package var letters: String
    package var code: OnTheWire<String>
    package init(
      client: OnTheWire<String>, kind: DocumentKind?, number: OnTheWire<String>, phone: OnTheWire<String>,
      picture: String, letters: String, code: OnTheWire<String>
    ) {
      self.client = client
      self.kind = kind
      self.number = number
      self.phone = phone
      self.picture = picture
      self.letters = letters
      self.code = code
    }
  }
  package struct Output: Codable, Sendable {
    /// Stands for the person from now on, at this portal alone.
    package var session: OnTheWire<String>
    /// The person's id.
    package var person: String
    package var secondsLeft: Int
    package init(session: OnTheWire<String>, person: String, secondsLeft: Int) {
      self.session = session
      self.person = person
      self.secondsLeft = secondsLeft
    }
  }
}

/// `portal.session`: whose session it is.
package enum PortalSessionCall: RPCMethod {
  package static let name = "portal.session"
  package struct Params: Codable, Sendable {
    package var session: OnTheWire<String>
    package init(session: OnTheWire<String>) { self.session = session }
  }
  package struct Output: Codable, Sendable {
    /// The person's id.
    package var person: String
    package var secondsLeft: Int
    package init(person: String, secondsLeft: Int) {
      self.person = person
      self.secondsLeft = secondsLeft
    }
  }
}

/// `portal.signOut`: ends a session.
package enum PortalSignOut: RPCMethod {
  package static let name = "portal.signOut"
  package struct Params: Codable, Sendable {
    package var session: OnTheWire<String>
    package init(session: OnTheWire<String>) { self.session = session }
  }
  package typealias Output = Empty
}
