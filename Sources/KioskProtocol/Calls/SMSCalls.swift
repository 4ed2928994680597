/// Where a message stands.
package struct WireDelivery: Codable, Sendable {
  /// One of queued, sent, delivered, failed, unknown.
  package var state: String
  /// 2 where it was handed to the second gateway.
  package var gateway: Int?
  /// Why it waits, failed or is unknown.
  package var reason: FailureReason?
  /// The same in words; Chinese first.
  package var text: String
  package init(state: String, gateway: Int? = nil, reason: FailureReason?, text: String) {
    self.state = state
    self.gateway = gateway
    self.reason = reason
    self.text = text
  }
}

/// `sms.queue`: the newest messages, without texts and numbers.
package enum SMSQueue: RPCMethod {
  package static let name = "sms.queue"
  package struct Params: Codable, Sendable {
    package var limit: Int?
    package init(limit: Int? = nil) { self.limit = limit }
  }
  package struct Message: Codable, Sendable {
    package var message: Int
    /// One of code, notice, test.
    package var kind: String
    package var window: String
    package var queuedAt: String
    package var changedAt: String
    package var delivery: WireDelivery
    package init(
      message: Int, kind: String, window: String, queuedAt: String, changedAt: String, delivery: WireDelivery
    ) {
      self.message = message
      self.kind = kind
      self.window = window
      self.queuedAt = queuedAt
      self.changedAt = changedAt
      self.delivery = delivery
    }
  }
  package struct Output: Codable, Sendable {
    /// Whether messages can leave this window at all.
    package var configured: Bool
    package var messages: [Message]
    package init(configured: Bool, messages: [Message]) {
      self.configured = configured
      self.messages = messages
    }
  }
}

/// `sms.test`: queues a message that says nothing but that it is a test.
package enum SMSTest: RPCMethod {
  package static let name = "sms.test"
  package struct Params: Codable, Sendable {
    package var phone: OnTheWire<String>
    package init(phone: OnTheWire<String>) { self.phone = phone }
  }
  package typealias Output = SMSQueue.Message
}

/// `sms.inbox`: the newest messages in the inbox of a window that is being tried out, texts and codes and all.
///
/// Refused with `sms.noInbox` by a window whose messages go to telephones: no code is ever in an answer there.
package enum SMSInbox: RPCMethod {
  package static let name = "sms.inbox"
  package typealias Params = Empty
  package struct Message: Codable, Sendable {
    package var phoneMasked: String
    package var text: OnTheWire<String>
    package init(phoneMasked: String, text: OnTheWire<String>) {
      self.phoneMasked = phoneMasked
      self.text = text
    }
  }
  package struct Output: Codable, Sendable {
    /// The newest first.
    package var messages: [Message]
    package init(messages: [Message]) { self.messages = messages }
  }
}

/// `sms.changed`: a message stands somewhere else.
package struct SMSChanged: RPCNotification {
  package static let name = "sms.changed"
  package var message: Int
  package var delivery: WireDelivery
  package init(message: Int, delivery: WireDelivery) {
    self.message = message
    self.delivery = delivery
  }
}
