package import LinuxPlatform
package import OneTimeCodes

/// A program of the administrator's that is started for each message.
///
/// It reads one JSON line from descriptor 3 and answers there with `accepted` or `refused`; anything else, and ending
/// without a word, is no answer. The message stands on no command line and in no environment.
package struct CommandGateway: SMSGateway {
  package let path: String
  package let arguments: [String]
  package let isIdempotent: Bool

  package init(path: String, arguments: [String], isIdempotent: Bool) {
    self.path = path
    self.arguments = arguments
    self.isIdempotent = isIdempotent
  }

  /// Starts the program.
  package func send(
    _ message: OutgoingMessage, until deadline: ContinuousClock.Instant, cancel: CancelFlag
  ) -> SendOutcome {
    do throws(SystemError) {
      let child = try ChildProgram(
        path: path, arguments: arguments,
        environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"])
      return LineExchange.run(message, over: child.channel.raw, until: deadline, cancel: cancel)
    } catch {
      return .notReached
    }
  }
}
