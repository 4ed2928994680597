internal import LinuxPlatform
package import OneTimeCodes

/// Asks a gateway on a thread of its own, one message at a time.
package actor GatewayLane {
  private let executor = ThreadExecutor()
  private let gateway: any SMSGateway
  private let seconds: Int

  /// The actor's own thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// Asks `gateway`, which has so many seconds to answer.
  package init(_ gateway: any SMSGateway, seconds: Int) {
    self.gateway = gateway
    self.seconds = seconds
  }

  deinit { executor.stop() }

  /// What came of handing `message` over; cancelling the task ends the waiting.
  package func send(_ message: OutgoingMessage) async -> SendOutcome {
    let cancel = CancelFlag()
    return await withTaskCancellationHandler {
      gateway.send(message, until: .now + .seconds(seconds), cancel: cancel)
    } onCancel: {
      cancel.cancel()
    }
  }
}
