package import OneTimeCodes

/// What handing a message to a gateway gave.
package enum SendOutcome: Equatable, Sendable {
  /// The gateway took it.
  case accepted
  /// The gateway refused it.
  case refused(Refusal)
  /// The gateway never saw it.
  case notReached
  /// Whoever is there cannot show that it is the gateway; it never saw the message.
  case untrusted
  /// The gateway may have taken it.
  case unanswered

  /// Why a gateway refuses.
  package enum Refusal: Equatable, Sendable {
    /// It does not say.
    case unsaid
    /// It sends nothing to that number.
    case number
    /// It sends no more to that number, or for this customer, for a time.
    case limit
    /// It refuses whoever asks: the account, the signature or the template.
    case account
  }

  /// Whether another gateway may be asked: this one certainly has not sent the message, and the number is not why.
  package var mayBeHandedOver: Bool {
    switch self {
    case .refused(let refusal): refusal != .number
    case .notReached, .untrusted: true
    case .accepted, .unanswered: false
    }
  }

  /// What that means for the message.
  package func event(isIdempotent: Bool) -> Delivery.Event {
    switch self {
    case .accepted: .accepted
    case .refused(.unsaid): .refused
    case .refused(.number): .refusedNumber
    case .refused(.limit): .refusedLimit
    case .refused(.account): .refusedAccount
    case .notReached: .notReached
    case .untrusted: .untrusted
    // Asking once more is safe where the gateway knows what it has seen.
    case .unanswered: isIdempotent ? .notReached : .unanswered
    }
  }
}
