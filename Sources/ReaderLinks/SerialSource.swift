internal import KioskProtocol
public import LinuxPlatform
public import ReaderKit
internal import Synchronization

/// The serial ports that the configuration names, as their device files come and go; no other port is touched.
///
/// What is at a port, only asking tells: every port with a file is a reader, and one without a module does not answer.
public final class SerialSource: DeviceSource {
  private struct State {
    var hasStarted = false
    var isStopping = false
    var running = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private struct Port: Sendable {
    var path: String
    var watch: PathWatch
  }

  /// What happens, at most 256 events waiting.
  public let events: AsyncStream<DeviceEvent>
  private let continuation: AsyncStream<DeviceEvent>.Continuation
  private let ports: [Port]
  private let name: String?
  private let state = Mutex(State())

  /// A source for the device files at `ports`, each of which may come and go.
  public init(ports: [String], families: [ReaderFamily]) throws(SystemError) {
    (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
    name = families.first { $0.devices.contains(.serial) }?.name
    var made: [Port] = []
    for path in ports where !made.contains(where: { $0.path == path }) {
      made.append(Port(path: path, watch: try PathWatch(path)))
    }
    self.ports = made
  }

  /// Begins to watch, each port on a thread of its own.
  public func start() {
    guard let name else { return }
    let isFirst = state.withLock { state in
      defer { state.hasStarted = true }
      guard !state.hasStarted, !state.isStopping else { return false }
      state.running = ports.count
      return true
    }
    guard isFirst else { return }
    for port in ports {
      startThread {
        self.follow(port, name)
        self.ended()
      }
    }
  }

  /// Ends the watching and finishes `events`; opened ports stay open.
  public func stop() async {
    state.withLock { $0.isStopping = true }
    for port in ports { port.watch.interrupt() }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let hasEnded = state.withLock { state in
        if state.running > 0 { state.waiting.append(continuation) }
        return state.running == 0
      }
      if hasEnded { continuation.resume() }
    }
    continuation.finish()
  }

  private func ended() {
    let waiting = state.withLock { state in
      state.running -= 1
      guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }

  private func follow(_ port: Port, _ name: String) {
    let id = Self.id(port.path)
    var known: FileIdentity?
    while !state.withLock({ $0.isStopping }) {
      let found = FileIdentity(at: port.path)
      if found != known {
        if known != nil { continuation.yield(.left(id: id)) }
        known = found
        if found != nil { continuation.yield(.arrived(Self.device(id, name, port.path))) }
      }
      port.watch.wait { FileIdentity(at: port.path) == known && !state.withLock { $0.isStopping } }
    }
  }

  private static func device(_ id: String, _ name: String, _ path: String) -> AttachedDevice {
    AttachedDevice(
      id: id, name: name, link: .serial, match: .serial,
      opener: .bytes { () throws(KioskFailure) -> any ByteLink in try SerialLink(path) }, node: path)
  }

  /// `serial-` and the path below /dev in lower-case letters, digits and dashes, for example `serial-ttys0`.
  package static func id(_ path: String) -> String {
    let below = path.hasPrefix("/dev/") ? path.dropFirst(5) : path[...]
    let words = below.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return "serial-" + words.joined(separator: "-")
  }
}
