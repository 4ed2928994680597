internal import LinuxPlatform
package import OneTimeCodes

/// Asks a gateway on a thread of its own, one message at a time.
package actor GatewayLane {
  private let executor = ThreadExecutor()
  private let gateway: any SMSGateway
  private let second: (any SMSGateway)?
  private let seconds: Int

  /// The actor's own thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// Asks `gateway`, and `second` where that one does not take a message; each has so many seconds to answer.
  package init(_ gateway: any SMSGateway, second: (any SMSGateway)? = nil, seconds: Int) {
    self.gateway = gateway
    self.second = second
    self.seconds = seconds
  }

  deinit { executor.stop() }

  /// Whether what the gateway does not take may go over a second one.
  package nonisolated var hasSecond: Bool { second != nil }

  /// What came of handing `message` over; cancelling the task ends the waiting.
  ///
  /// A gateway that knows what it has seen is asked again at once where it did not answer and another one waits for what
  /// it does not take: what nobody knows of never goes to that one.
  package func send(_ message: OutgoingMessage) async -> SendOutcome {
    let outcome = await ask(gateway, message)
    guard outcome == .unanswered, second != nil, gateway.isIdempotent, !Task.isCancelled else {
      return outcome
    }
    let again = await ask(gateway, message)
    // The first asking may have been heard, whatever became of the second.
    return again == .notReached || again == .untrusted ? .unanswered : again
  }

  /// The same over the second gateway, of a message that the first one certainly has not sent.
  package func sendOverSecond(_ message: OutgoingMessage) async -> SendOutcome {
    guard let second else { return .notReached }
    return await ask(second, message)
  }

  private func ask(_ gateway: any SMSGateway, _ message: OutgoingMessage) async -> SendOutcome {
    let cancel = CancelFlag()
    return await withTaskCancellationHandler {
      gateway.send(message, until: .now + .seconds(seconds), cancel: cancel)
    } onCancel: {
      cancel.cancel()
    }
  }
}
