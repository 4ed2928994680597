internal import Glibc
internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// An opened serial port with a reader (docs/reader-protocol.md §3).
final class SerialLink: ByteLink {
  /// In the order in which they are tried; modules leave the factory with the first.
  private static let speeds = [115_200, 57_600, 38_400, 19_200, 9_600]

  private let path: String
  private var port: SerialPort?

  init(_ path: String) throws(KioskFailure) {
    self.path = path
    do throws(SystemError) {
      let port = try SerialPort(path)
      try port.configure(speed: Self.speeds[0])
      self.port = port
    } catch {
      throw Self.failure(opening: error)
    }
  }

  var settings: Int { Self.speeds.count }

  func use(setting: Int) throws(KioskFailure) {
    guard Self.speeds.indices.contains(setting) else { return }
    try with { port throws(SystemError) in try port.configure(speed: Self.speeds[setting]) }
  }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let slice = try limit.slice()
      let count = try with { port throws(SystemError) in try port.write(rest, milliseconds: slice) }
      rest.removeFirst(min(count, rest.count))
    }
  }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    while true {
      let slice = try limit.slice()
      let bytes = try with { port throws(SystemError) in try port.read(milliseconds: slice) }
      guard bytes.isEmpty else { return bytes }
    }
  }

  func reset() throws(KioskFailure) { try with { port throws(SystemError) in try port.flush() } }

  func close() { port = nil }

  /// Every refusal of an open port means that the device behind it has gone.
  private func with<Value>(_ body: (SerialPort) throws(SystemError) -> Value) throws(KioskFailure) -> Value {
    guard let port else { throw KioskFailure(.readerGone) }
    do throws(SystemError) { return try body(port) } catch { throw KioskFailure(.readerGone) }
  }

  private static func failure(opening error: SystemError) -> KioskFailure {
    switch error.code {
    case EACCES, EPERM: KioskFailure(.readerAccessDenied)
    case EBUSY, EWOULDBLOCK: KioskFailure(.readerBusy)
    case ENOENT, ENODEV, ENXIO, EIO: KioskFailure(.readerGone)
    case ENOTTY, EISDIR: KioskFailure(.readerUnsupported)
    default: KioskFailure(.readerOpenFailed, detail: Int(error.code))
    }
  }
}
