package import OneTimeCodes

/// What handing a message to a gateway gave.
package enum SendOutcome: Equatable, Sendable {
  /// The gateway took it.
  case accepted
  /// The gateway refused it.
  case refused
  /// The gateway never saw it.
  case notReached
  /// Whoever is there cannot show that it is the gateway; it never saw the message.
  case untrusted
  /// The gateway may have taken it.
  case unanswered

  /// What that means for the message.
  package func event(isIdempotent: Bool) -> Delivery.Event {
    switch self {
    case .accepted: .accepted
    case .refused: .refused
    case .notReached: .notReached
    case .untrusted: .untrusted
    // Asking once more is safe where the gateway knows what it has seen.
    case .unanswered: isIdempotent ? .notReached : .unanswered
    }
  }
}
