internal import Glibc

/// A reader on a serial port that is not there: `idkiosk-emulator serial`.
///
/// The port is a pseudo terminal, and LINK leads to it while the reader is plugged in. A module is heard only at its
/// own speed, as a real one is.
package enum SerialWord {
  static let usage = """
    usage: idkiosk-emulator serial --link PATH [--runtime-dir DIR] [--speed BPS] [--card CARD] [--until-stdin-ends]
    CARD is a card file or the number of a built-in synthetic card. With a runtime folder, idkiosk-emulator card works.
    Lines on standard input: put CARD, lift, plug, unplug, speed BPS, hang, go on, fault ..., times ...
    """

  /// Runs until it is told to quit; the exit status.
  package static func run(_ arguments: [String]) -> CInt {
    do throws(EmulatorFailure) {
      try SerialBench(SerialOptions(arguments)).run()
      return 0
    } catch {
      VirtualPCSC.say(error.description, to: 2)
      return 1
    }
  }
}

/// What stands on the command line of `idkiosk-emulator serial`.
struct SerialOptions {
  var link = ""
  var folder: String?
  var speed = 115_200
  var card: String?
  var endsWithInput = false

  init(_ arguments: [String]) throws(EmulatorFailure) {
    let options = try WordOptions(
      arguments, names: ["--link", "--runtime-dir", "--card", "--speed"], usage: SerialWord.usage)
    link = options["--link"] ?? ""
    folder = options["--runtime-dir"]
    card = options["--card"]
    endsWithInput = options.endsWithInput
    if let text = options["--speed"] {
      guard let number = Int(text), PseudoTerminal.code(of: number) != nil else {
        throw EmulatorFailure(SerialWord.usage)
      }
      speed = number
    }
    guard !link.isEmpty else { throw EmulatorFailure(SerialWord.usage) }
  }
}
