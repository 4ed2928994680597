internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// A PC/SC reader that is not there, behind the machine's real pcscd: `idkiosk-emulator pcsc`.
///
/// One thread, which sleeps until something happens. Outside its own network namespace it listens on nothing but
/// unix sockets in its folder.
package enum VirtualPCSC {
  /// How it is called.
  static let usage = """
    usage: idkiosk-emulator pcsc --runtime-dir DIR [--card CARD] [--reader-name NAME] [--until-stdin-ends]
    CARD is a card file, the number of a built-in synthetic card, or the word ordinary.
    """

  /// Runs until it is told to quit; must be called before the process has a second thread.
  package static func run(_ arguments: [String]) -> CInt {
    do {
      let options = try PCSCOptions(arguments)
      do { try PrivateNetwork.enter() } catch {
        throw EmulatorFailure("no network namespace of our own: \(error)")
      }
      try PCSCBench(options).run()
      return 0
    } catch let failure as EmulatorFailure {
      say(failure.description, to: 2)
      return 1
    } catch { return 1 }
  }

  /// Writes a line; whoever reads it may have gone.
  static func say(_ line: String, to descriptor: CInt = 1) {
    try? Files.writeAll(Array((line + "\n").utf8), to: descriptor)
  }
}

/// What stands on the command line of `idkiosk-emulator pcsc`.
struct PCSCOptions {
  var folder = ""
  var card: String?
  var readerName = "Counter Card Reader"
  var endsWithInput = false

  init(_ arguments: [String]) throws(EmulatorFailure) {
    let options = try WordOptions(
      arguments, names: ["--runtime-dir", "--card", "--reader-name"], usage: VirtualPCSC.usage)
    folder = options["--runtime-dir"] ?? ""
    card = options["--card"]
    readerName = options["--reader-name"] ?? readerName
    endsWithInput = options.endsWithInput
    guard !folder.isEmpty else { throw EmulatorFailure(VirtualPCSC.usage) }
  }
}
