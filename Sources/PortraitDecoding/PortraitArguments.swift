internal import CommandLineKit
package import KioskProtocol
package import Portraits

/// The command line of idkiosk-portrait.
package enum PortraitArguments {
  /// What `--help` and a wrong command line print.
  package static let usage = """
    usage: idkiosk-portrait --library FILE --interface unpack|_Unpack|WltToBmp [--symbol NAME] [--code NUMBER]
           idkiosk-portrait --config FILE

    Decodes one portrait block that comes over the socket that is descriptor 3, as idkiosk-readerd and a systemd
    socket unit with Accept=yes start it.

    """

  /// The flags and where their values go; a value that does not fit gives `false`.
  private static let table: [String: @Sendable (String, inout Collected) -> Bool] = [
    "--library": { value, collected in
      collected.library = value
      return !value.isEmpty
    },
    "--interface": { value, collected in
      collected.interface = PortraitInterface(rawValue: value)
      return collected.interface != nil
    },
    "--symbol": { value, collected in
      collected.symbol = value
      return !value.isEmpty
    },
    "--code": { value, collected in
      collected.code = Int32(value)
      return collected.code != nil
    },
  ]

  private struct Collected {
    var library: String?
    var interface: PortraitInterface?
    var symbol: String?
    var code: Int32?
  }

  /// The settings in `arguments` (without the program's name), or in the configuration file they name.
  ///
  /// Throws start.usage, what the file is refused for, or portrait.noDecoder when it names no library.
  package static func parse(_ arguments: [String]) throws(KioskFailure) -> PortraitSettings {
    if arguments.count == 2, arguments[0] == "--config" {
      guard let settings = PortraitSettings(try Configuration(path: arguments[1])) else {
        throw KioskFailure(.portraitNoDecoder)
      }
      return settings
    }
    var collected = Collected()
    var seen: Set<String> = []
    var rest = arguments[...]
    while let flag = rest.popFirst() {
      guard let take = table[flag], seen.insert(flag).inserted, let value = rest.popFirst(),
        take(value, &collected)
      else { throw KioskFailure(.startUsage, detail: arguments.count - rest.count) }
    }
    guard let library = collected.library, let interface = collected.interface else {
      throw KioskFailure(.startUsage)
    }
    return PortraitSettings(
      library: library, interface: interface, symbol: collected.symbol, code: collected.code ?? 0)
  }
}
