internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData

/// What the two commands that carry keys to a window have in common.
enum EnrolmentOptions {
  /// What opens every person on file should not be guessed.
  private static let leastLength = 12

  static let all =
    ProgramSettings.archiveOptions + [
      OptionSpec(
        "passphrase-file", "FILE", help: "the passphrase is the first line of FILE; else it is asked for")
    ]

  /// The passphrase: the first line of a file, or typed unseen; never on the command line.
  static func passphrase(_ arguments: ParsedArguments) throws(KioskFailure) -> Personal<String> {
    if let file = arguments.values["passphrase-file"] {
      return try PasswordInput.firstLine(of: file).personal
    }
    guard let line = Terminal.secretLine("口令 passphrase: "), !line.isEmpty else {
      throw KioskFailure(.enrolmentPassphrase)
    }
    return Personal(line)
  }

  /// The same for a file that is made: long enough, and typed twice where it is typed.
  static func newPassphrase(_ arguments: ParsedArguments) throws(KioskFailure) -> Personal<String> {
    let passphrase = try passphrase(arguments)
    var isSame = true
    if !arguments.has("passphrase-file") {
      isSame = Terminal.secretLine("再输一次 once more: ") == passphrase.disclosed()
    }
    guard isSame, passphrase.disclosed().count >= leastLength else {
      throw KioskFailure(.enrolmentPassphrase)
    }
    return passphrase
  }
}
