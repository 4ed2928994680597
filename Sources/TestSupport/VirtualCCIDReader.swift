/// A virtual PC/SC reader on USB, behind a private pcscd with the machine's own libccid.
///
/// `idkiosk-emulator ccid --help` tells what the commands do and which lines come back.
public final class VirtualCCIDReader: Sendable {
  /// How the product names it.
  public static let id = "pcsc-vmware-virtual-usb-ccid-00-00"
  /// How pcscd names it.
  public static let name = "VMware Virtual USB CCID"
  /// What is reached through it.
  public enum Module: String, CaseIterable, Sendable { case pages, escape, apdu }

  /// Where its sockets are; gone with it.
  public let folder: ScratchFolder
  /// The emulator; its lines of output are what happened.
  public let bridge: RunningProgram
  private let place: Turnstile.Place
  /// Each keeps a part of a processor busy, like every mocked USB reader.
  private static let turnstile = Turnstile(places: 3)

  /// Starts it, plugged in and with pcscd running.
  public init(_ module: Module = .pages, card: String? = nil, in folder: ScratchFolder? = nil) async throws {
    let folder = try folder ?? ScratchFolder()
    self.folder = folder
    place = await Self.turnstile.enter()
    let card = card.map { ["--card", $0] } ?? []
    let words = ["ccid", "--runtime-dir", folder.file("pcsc"), "--module", module.rawValue]
    bridge = try RunningProgram(Programs.path("idkiosk-emulator"), words + card)
    _ = try await bridge.outputLine { $0.hasPrefix("ready ") }
  }

  /// What a program needs to find it.
  public var environment: [String: String?] { ["PCSCLITE_CSOCK_NAME": VirtualReader.socket(in: folder)] }

  /// Gives a command and waits until it was done; throws when it is not understood.
  public func `do`(_ command: String) async throws { try await bridge.obey(command) }

  /// How often an event has happened.
  public func count(_ event: String) -> Int { bridge.output.count { $0 == event } }

  /// Waits until an event has happened more than `count` times.
  public func event(_ event: String, after count: Int = 0) async throws {
    _ = try await bridge.output { lines in lines.count { $0 == event } > count }
  }

  /// Ends pcscd, then the reader.
  public func stop() async {
    bridge.closeInput()
    await bridge.wait()
    place.leave()
  }
}
