package import LinuxPlatform
package import OneTimeCodes

/// Something that takes messages to telephones (docs/mobile-number.md §8).
package protocol SMSGateway: Sendable {
  /// Whether it knows a message that it has seen, so that asking again sends nothing twice.
  var isIdempotent: Bool { get }

  /// Hands over one message.
  ///
  /// Blocks until the gateway has answered, `deadline` has come, or `cancel` was set.
  func send(
    _ message: OutgoingMessage, until deadline: ContinuousClock.Instant, cancel: CancelFlag
  ) -> SendOutcome
}
