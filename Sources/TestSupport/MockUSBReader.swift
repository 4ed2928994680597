import Foundation

/// Live virtual readers, one shape each, that the real libusb sees, in programs started with `environment`.
///
/// `idkiosk-emulator usb --help` tells what the commands do and which lines come back. Stop the clients first: a client
/// whose devices vanish under it ends.
public final class MockUSBReader: Sendable {
  /// How the reader's frames run over its endpoints.
  public enum Wiring: String, CaseIterable, Sendable { case split, single }

  /// What the reader is, as `idkiosk-emulator usb` knows it.
  public enum Shape: String, CaseIterable, Sendable {
    case split, single, chunks, chunksInterrupt = "chunks-interrupt", plain, feature, counted, bare, silent

    /// Vendor and product as they stand in ids, where the reader is not given others.
    public var pair: String {
      switch self {
      case .split, .single: "0400-c35a"
      case .chunks, .chunksInterrupt: "0316-5020"
      case .plain, .feature, .bare: "2b8b-2721"
      case .counted: "0483-572b"
      case .silent: "261a-0007"
      }
    }
  }

  private static let preload = "libumockdev-preload.so.0"

  /// The bridge; its lines of output are what happened.
  public let bridge: RunningProgram
  /// What a program must have in its environment to see the readers.
  public let environment: [String: String?]
  private let ports: [Int]
  private let pair: String
  private let place: Turnstile.Place
  /// Every reader keeps a part of a processor busy while it is open, and drivers give up after seconds.
  private static let turnstile = Turnstile(places: 6)

  /// Starts the bridge, when fewer than six others run; nothing is plugged in yet.
  public convenience init(_ wiring: Wiring = .single, ports: [Int] = [1]) async throws {
    try await self.init(Shape(rawValue: wiring.rawValue) ?? .single, ports: ports)
  }

  /// The same for a reader of any shape; `usb` gives it another vendor and product, as `VVVV:PPPP`.
  public init(_ shape: Shape, usb: String? = nil, serial: String? = nil, ports: [Int] = [1]) async throws {
    self.ports = ports
    pair = usb.map { $0.lowercased().replacingOccurrences(of: ":", with: "-") } ?? shape.pair
    place = await Self.turnstile.enter()
    var words = [
      "usb", "--shape", shape.rawValue, "--ports", ports.map { String($0) }.joined(separator: ","),
    ]
    if let usb { words += ["--id", usb] }
    if let serial { words += ["--serial", serial] }
    bridge = try RunningProgram(Programs.path("idkiosk-emulator"), words)
    let ready = try await bridge.outputLine { $0.hasPrefix("ready ") }
    environment = ["LD_PRELOAD": Self.preload, "UMOCKDEV_DIR": String(ready.dropFirst("ready ".count))]
  }

  /// The id of the reader at a port, as the product names it.
  public func id(port: Int = 1) -> String { "usb-\(pair)-1-\(port)" }

  /// Gives a command and waits until it was done; throws when it is not understood.
  public func `do`(_ command: String, port: Int? = nil) async throws {
    try await bridge.obey(command, prefix: port.map { $0 == ports.first ? "" : "@\($0) " } ?? "")
  }

  /// How often an event has happened.
  public func count(_ event: String) -> Int { bridge.output.filter { $0 == event }.count }

  /// Waits until an event has happened more than `count` times.
  public func event(_ event: String, after count: Int = 0) async throws {
    _ = try await bridge.output { lines in lines.filter { $0 == event }.count > count }
  }

  /// Ends the bridge and the readers with it.
  public func stop() async {
    bridge.closeInput()
    await bridge.wait()
    place.leave()
  }

  /// Arguments in front of which a program runs without root's right to open everything; empty for other users.
  public static func withoutOverride(_ program: String, _ arguments: [String] = []) -> (String, [String]) {
    guard geteuid() == 0 else { return (program, arguments) }
    let bounds = "-dac_override,-dac_read_search"
    return ("/usr/bin/setpriv", ["--bounding-set=" + bounds, "--inh-caps=" + bounds, program] + arguments)
  }
}
