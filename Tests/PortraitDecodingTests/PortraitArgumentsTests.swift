import KioskProtocol
import Portraits
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
      ["--library", "x", "--interface", "unpack", "more"],
    ])
  func refused(arguments: [String]) {
    #expect { try PortraitArguments.parse(arguments) } throws: {
      ($0 as? KioskFailure)?.reason == .startUsage
    }
  }
}
