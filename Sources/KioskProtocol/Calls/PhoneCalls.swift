/// How a person at the counter is known: by a live card session, or by a typed document seen just now.
package struct WireVisit: Codable, Sendable {
  /// The card session.
  package var session: String?
  /// For a typed document, the person's id.
  package var person: String?
  /// For a typed document, that it was verified by eye just now.
  package var verifiedByEye: Bool?
  package init(session: String? = nil, person: String? = nil, verifiedByEye: Bool? = nil) {
    self.session = session
    self.person = person
    self.verifiedByEye = verifiedByEye
  }
}

/// What is on file of a person's number; numbers stand masked.
package struct WirePhone: Codable, Sendable {
  /// A code that was issued and not used.
  package struct Waiting: Codable, Sendable {
    package var phoneMasked: String
    package var purpose: String
    /// One of open, superseded, locked, expired.
    package var state: String
    package var secondsLeft: Int
    package var triesLeft: Int
    package var secondsToNext: Int
    /// Its message's number, as in `sms.changed` and `sms.queue`.
    package var message: Int
    package var delivery: WireDelivery
    package init(
      phoneMasked: String, purpose: String, state: String, secondsLeft: Int, triesLeft: Int,
      secondsToNext: Int, message: Int, delivery: WireDelivery
    ) {
      self.phoneMasked = phoneMasked
      self.purpose = purpose
      self.state = state
      self.secondsLeft = secondsLeft
      self.triesLeft = triesLeft
      self.secondsToNext = secondsToNext
      self.message = message
      self.delivery = delivery
    }
  }

  /// Something the clerk should know; never a refusal.
  package struct Warning: Codable, Sendable {
    package var code: String
    package var text: String
    package init(code: String, text: String) {
      self.code = code
      self.text = text
    }
  }

  package var person: String
  /// The number that is bound; left out where none is.
  package var phoneMasked: String?
  package var boundSince: String?
  package var faceConfirmed: Bool?
  package var waiting: Waiting?
  package var warnings: [Warning]
  package init(
    person: String, phoneMasked: String?, boundSince: String?, faceConfirmed: Bool?, waiting: Waiting?,
    warnings: [Warning]
  ) {
    self.person = person
    self.phoneMasked = phoneMasked
    self.boundSince = boundSince
    self.faceConfirmed = faceConfirmed
    self.waiting = waiting
    self.warnings = warnings
  }
}

/// `phone.show`: the number of the person at the counter, masked, and the code that waits.
package enum PhoneShow: RPCMethod {
  package static let name = "phone.show"
  package typealias Params = WireVisit
  package typealias Output = WirePhone
}

/// `phone.sendCode`: a code to the new number.
package enum PhoneSendCode: RPCMethod {
  package static let name = "phone.sendCode"
  package struct Params: Codable, Sendable {
    package var session: String?
    package var person: String?
    package var verifiedByEye: Bool?
    /// One of `bind`, `change`.
    package var purpose: String
    package var phone: OnTheWire<String>
    /// That the face is the portrait's.
    package var faceConfirmed: Bool?
    package init(visit: WireVisit, purpose: String, phone: OnTheWire<String>, faceConfirmed: Bool) {
      session = visit.session
      person = visit.person
      verifiedByEye = visit.verifiedByEye
      self.purpose = purpose
      self.phone = phone
      self.faceConfirmed = faceConfirmed
    }
    package var visit: WireVisit {
      WireVisit(session: session, person: person, verifiedByEye: verifiedByEye)
    }
  }
  package typealias Output = WirePhone
}

/// `phone.confirm`: binds the number when the code is right.
package enum PhoneConfirm: RPCMethod {
  package static let name = "phone.confirm"
  package struct Params: Codable, Sendable {
    package var session: String?
    package var person: String?
    package var verifiedByEye: Bool?
    /// One of `bind`, `change`.
    package var purpose: String
    package var code: OnTheWire<String>
    /// The number once more; it must be the one that the code went to.
    package var phone: OnTheWire<String>?
    /// That the face is the portrait's.
    package var faceConfirmed: Bool?
    package init(
      visit: WireVisit, purpose: String, code: OnTheWire<String>, phone: OnTheWire<String>?,
      faceConfirmed: Bool
    ) {
      session = visit.session
      person = visit.person
      verifiedByEye = visit.verifiedByEye
      self.purpose = purpose
      self.code = code
      self.phone = phone
      self.faceConfirmed = faceConfirmed
    }
    package var visit: WireVisit {
      WireVisit(session: session, person: person, verifiedByEye: verifiedByEye)
    }
  }
  package typealias Output = WirePhone
}

/// `phone.release`: ends a binding without a new one.
package enum PhoneRelease: RPCMethod {
  package static let name = "phone.release"
  package struct Params: Codable, Sendable {
    package var person: String
    /// Why, for the audit trail: no name and no number.
    package var reason: String
    package init(person: String, reason: String) {
      self.person = person
      self.reason = reason
    }
  }
  package typealias Output = Empty
}
