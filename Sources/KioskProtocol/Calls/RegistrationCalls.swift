package import IdentityDocuments

/// What somebody at home says that the own document says.
package struct WireStatement: Codable, Sendable {
  /// `residentIdentityCard` where it is left out.
  package var kind: DocumentKind?
  package var number: OnTheWire<String>
  package var name: OnTheWire<String>
  /// This and what follows belongs to the second stage; dates in any usual form.
  package var address: OnTheWire<String>?
  package var authority: OnTheWire<String>?
  package var validFrom: OnTheWire<String>?
  package var validUntil: OnTheWire<String>?
  /// In the place of `validUntil`.
  package var longTerm: Bool?
  /// This and what follows is compared where it is stated.
  package var sex: OnTheWire<String>?
  package var ethnicGroup: OnTheWire<String>?
  package var birthDate: OnTheWire<String>?
  package init(kind: DocumentKind?, number: OnTheWire<String>, name: OnTheWire<String>) {
    self.kind = kind
    self.number = number
    self.name = name
  }
}

/// A code that is on its way; nothing of what is on file.
package struct WireIssuedCode: Codable, Sendable {
  package var phoneMasked: String
  package var secondsLeft: Int
  package var triesLeft: Int
  package var secondsToNext: Int
  package init(phoneMasked: String, secondsLeft: Int, triesLeft: Int, secondsToNext: Int) {
    self.phoneMasked = phoneMasked
    self.secondsLeft = secondsLeft
    self.triesLeft = triesLeft
    self.secondsToNext = secondsToNext
  }
}

/// `registration.check`: in which fields a statement differs from what is on file.
package enum RegistrationCheck: RPCMethod {
  package static let name = "registration.check"
  package struct Params: Codable, Sendable {
    /// How the portal tells its clients apart, an address for example; 128 bytes at most.
    package var client: OnTheWire<String>
    /// One of `name`, `document`.
    package var stage: String
    package var statement: WireStatement
    package init(client: OnTheWire<String>, stage: String, statement: WireStatement) {
      self.client = client
      self.stage = stage
      self.statement = statement
    }
  }
  package struct Output: Codable, Sendable {
    package struct Difference: Codable, Sendable {
      package var field: DocumentField
      /// Whether full width against half width is all the difference.
      package var widthOnly: Bool
      package init(field: DocumentField, widthOnly: Bool) {
        self.field = field
        self.widthOnly = widthOnly
      }
    }
    package var passed: Bool
    /// Empty where it passed.
    package var differing: [Difference]
    package init(passed: Bool, differing: [Difference]) {
      self.passed = passed
      self.differing = differing
    }
  }
}

/// `registration.sendCode`: a code to the number that somebody wants to register.
package enum RegistrationSendCode: RPCMethod {
  package static let name = "registration.sendCode"
  package struct Params: Codable, Sendable {
    package var client: OnTheWire<String>
    /// The whole statement, which is compared once more.
    package var statement: WireStatement
    package var phone: OnTheWire<String>
    package init(client: OnTheWire<String>, statement: WireStatement, phone: OnTheWire<String>) {
      self.client = client
      self.statement = statement
      self.phone = phone
    }
  }
  package typealias Output = WireIssuedCode
}

/// `registration.confirm`: registers the number when the code is right.
package enum RegistrationConfirm: RPCMethod {
  package static let name = "registration.confirm"
  package struct Params: Codable, Sendable {
    package var client: OnTheWire<String>
    /// The whole statement, which is compared once more.
    package var statement: WireStatement
    package var code: OnTheWire<String>
    /// The number once more; it must be the one that the code went to.
    package var phone: OnTheWire<String>?
    package init(
      client: OnTheWire<String>, statement: WireStatement, code: OnTheWire<String>, phone: OnTheWire<String>?
    ) {
      self.client = client
      self.statement = statement
      self.code = code
      self.phone = phone
    }
  }
  package struct Output: Codable, Sendable {
    /// The person's id.
    package var person: String
    package init(person: String) { self.person = person }
  }
}
