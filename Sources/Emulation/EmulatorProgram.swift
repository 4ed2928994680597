/// The words of `idkiosk-emulator`, one line each.
package enum EmulatorProgram {
  private static let words: [(word: String, run: @Sendable ([String]) -> CInt)] = [
    ("card", CardWords.run),
    ("cards", CardsWord.run),
    ("ccid", USBWord.runCCID),
    ("ccid-device", CCIDHost.run),
    ("inbox", SMSInbox.run),
    ("pcsc", VirtualPCSC.run),
    ("recordings", RecordingsWord.run),
    ("sam", SAMHost.run),
    ("serial", SerialWord.run),
    ("usb", USBWord.run),
  ]

  /// Runs the first word with the rest; the exit status.
  package static func run(_ arguments: [String]) -> CInt {
    guard let first = arguments.first, let entry = words.first(where: { $0.word == first }) else {
      VirtualPCSC.say("usage: idkiosk-emulator \(words.map(\.word).joined(separator: "|")) ...", to: 2)
      return 64
    }
    return entry.run(Array(arguments.dropFirst()))
  }
}
