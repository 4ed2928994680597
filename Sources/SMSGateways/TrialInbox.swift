internal import FoundationEssentials
package import KioskProtocol
internal import LinuxPlatform
package import OneTimeCodes
package import PersonalData

/// What lies in the emulator's inbox, for windows that are being tried out (docs/mobile-number.md §8).
package actor TrialInbox {
  /// A message as it would stand on a telephone.
  package struct Message: Sendable {
    package let number: MobileNumber
    package let text: Personal<String>
  }

  private struct Letter: Decodable {
    var number: OnTheWire<String>
    var text: OnTheWire<String>
  }

  private static let longestAnswer = 65_536
  private let executor = ThreadExecutor()
  private let path: String

  /// The actor's own thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  init(path: String) { self.path = path }

  deinit { executor.stop() }

  /// The newest `count` messages, the newest first; throws `sms.gatewayDown` where no inbox answers.
  package func messages(newest count: Int) throws(KioskFailure) -> [Message] {
    guard let letters = try? JSONDecoder().decode([Letter].self, from: Data(try ask("list \(count)"))) else {
      throw KioskFailure(.smsGatewayDown)
    }
    return letters.reversed().compactMap { letter in
      MobileNumber(letter.number.personal).map { Message(number: $0, text: letter.text.personal) }
    }
  }

  private func ask(_ line: String) throws(KioskFailure) -> [UInt8] {
    let deadline = ContinuousClock.now + .seconds(5)
    do throws(SystemError) {
      let socket = try TimedSocket.connect(to: path, until: deadline)
      try TimedSocket.send(Array((line + "\n").utf8), over: socket.raw, until: deadline)
      var answer: [UInt8] = []
      while answer.count < Self.longestAnswer {
        let byte = try TimedSocket.receive(1, over: socket.raw, until: deadline)
        if byte == [0x0A] { return answer }
        answer += byte
      }
    } catch {
      throw KioskFailure(.smsGatewayDown)
    }
    throw KioskFailure(.smsGatewayDown)
  }
}
