package import LinuxPlatform
package import OneTimeCodes

/// The emulator's inbox, for trying things out: it shows messages instead of sending them.
package struct InboxGateway: SMSGateway {
  package let path: String
  package let isIdempotent = false

  package init(path: String) { self.path = path }

  /// Puts the message into the inbox.
  package func send(
    _ message: OutgoingMessage, until deadline: ContinuousClock.Instant, cancel: CancelFlag
  ) -> SendOutcome {
    do throws(SystemError) {
      let socket = try TimedSocket.connect(to: path, until: deadline)
      return LineExchange.run(message, over: socket.raw, until: deadline, cancel: cancel)
    } catch {
      return .notReached
    }
  }
}
