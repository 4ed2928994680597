internal import FoundationEssentials
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes

/// A message as one JSON line to a program or an inbox, and its answer: `accepted` or `refused`.
enum LineExchange {
  private struct Letter: Encodable {
    var id: String
    var number: OnTheWire<String>
    var text: OnTheWire<String>
  }

  private static let longestAnswer = 64

  /// Sends `message` over `descriptor` and waits for the answer.
  static func run(
    _ message: OutgoingMessage, over descriptor: CInt, until deadline: ContinuousClock.Instant,
    cancel: CancelFlag
  ) -> SendOutcome {
    let letter = Letter(
      id: message.id, number: OnTheWire(message.number.digits), text: OnTheWire(message.text))
    guard let line = try? JSONEncoder().encode(letter) else { return .refused(.unsaid) }
    var answer: [UInt8] = []
    do throws(SystemError) {
      try TimedSocket.send(Array(line) + [0x0A], over: descriptor, until: deadline)
      while answer.count < longestAnswer {
        guard let byte = try next(descriptor, until: deadline, cancel) else { return .unanswered }
        if byte == 0x0A { break }
        answer.append(byte)
      }
    } catch {
      // Some of the line may have been read.
      return .unanswered
    }
    switch String(decoding: answer, as: UTF8.self) {
    case "accepted": return .accepted
    case "refused": return .refused(.unsaid)
    default: return .unanswered
    }
  }

  /// The next byte; `nil` when cancelled.
  private static func next(
    _ descriptor: CInt, until deadline: ContinuousClock.Instant, _ cancel: CancelFlag
  ) throws(SystemError) -> UInt8? {
    while !cancel.isCancelled {
      let slice = min(deadline, .now + .milliseconds(200))
      do throws(SystemError) {
        return try TimedSocket.receive(1, over: descriptor, until: slice).first
      } catch {
        guard error.isTimeout, ContinuousClock.now < deadline else { throw error }
      }
    }
    return nil
  }
}
