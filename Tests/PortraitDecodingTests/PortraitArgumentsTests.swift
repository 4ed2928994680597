import KioskProtocol
import Portraits
import TestSupport
import Testing

@testable import PortraitDecoding

@Suite("Command line of idkiosk-portrait")
struct PortraitArgumentsTests {
  @Test("The flags that a client sends are the settings it was given", arguments: PortraitInterface.allCases)
  func roundTrip(interface: PortraitInterface) throws {
    let settings = PortraitSettings(library: "/a b/c.so", interface: interface, symbol: "draw", code: -708)
    #expect(try PortraitArguments.parse(settings.flags) == settings)
  }

  @Test("Without a symbol the interface's usual one is called")
  func usualSymbol() throws {
    let settings = try PortraitArguments.parse(["--interface", "_Unpack", "--library", "x.so"])
    #expect(
      settings == PortraitSettings(library: "x.so", interface: .underscoreUnpack, symbol: "_Unpack", code: 0))
  }

  @Test("A configuration file says the same as flags")
  func configuration() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(
      """
      portrait.library = /x.so
      portrait.interface = _Unpack
      portrait.symbol = draw
      portrait.code = 7
      """, to: "idkiosk.conf")
    let settings = PortraitSettings(library: "/x.so", interface: .underscoreUnpack, symbol: "draw", code: 7)
    #expect(try PortraitArguments.parse(["--config", file]) == settings)
  }

  @Test("A configuration without a library, or one that is not understood, says why nothing is decoded")
  func noLibrary() throws {
    let folder = try ScratchFolder()
    let wrong = try folder.write("portrait.interface = Unpack\n", to: "wrong.conf")
    for (file, reason) in [
      (folder.file("missing.conf"), FailureReason.portraitNoDecoder), (wrong, .startConfigInvalid),
    ] {
      #expect {
        try PortraitArguments.parse(["--config", file])
      } throws: {
        ($0 as? KioskFailure)?.reason == reason
      }
    }
  }

  @Test(
    "A command line that is not understood whole is refused",
    arguments: [
      [], ["--library", "x"], ["--interface", "unpack"], ["--library", "x", "--interface"],
      ["--library", "x", "--interface", "Unpack"], ["--library", "", "--interface", "unpack"],
      ["--library", "x", "--interface", "unpack", "--code", "7x"],
      ["--library", "x", "--interface", "unpack", "--code", "2147483648"],
      ["--library", "x", "--interface", "unpack", "--symbol", ""],
      ["--library", "x", "--library", "y", "--interface", "unpack"],
      ["--library", "x", "--interface", "unpack", "--verbose", "1"],
      ["--library", "x", "--interface", "unpack", "more"], ["--config"], ["--config", "x", "--code", "7"],
    ])
  func refused(arguments: [String]) {
    #expect { try PortraitArguments.parse(arguments) } throws: {
      ($0 as? KioskFailure)?.reason == .startUsage
    }
  }
}
