internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// A serial port whose other end is ours, with a link that leads to it; both are gone with it.
final class PseudoTerminal {
  /// Our end.
  var descriptor: CInt { master.raw }
  private let master: OwnedDescriptor
  /// Kept open, so that our end is not hung up while nobody uses the port.
  private let held: OwnedDescriptor
  private let link: String

  init(link: String) throws(EmulatorFailure) {
    self.link = link
    var number: UInt32 = 0
    let raw = unsafe clinux_pseudo_terminal(&number)
    guard raw >= 0 else { throw EmulatorFailure("no pseudo terminal: errno \(errno)") }
    master = OwnedDescriptor(taking: raw)
    let path = "/dev/pts/\(number)"
    let other = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard other >= 0 else { throw EmulatorFailure("\(path): errno \(errno)") }
    held = OwnedDescriptor(taking: other)
    var settings = termios()
    _ = unsafe tcgetattr(other, &settings)
    unsafe cfmakeraw(&settings)
    _ = unsafe tcsetattr(other, TCSANOW, &settings)
    _ = unsafe unlink(link)
    guard unsafe symlink(path, link) == 0 else { throw EmulatorFailure("\(link): errno \(errno)") }
  }

  deinit { _ = unsafe unlink(link) }

  /// Whether whoever uses the port has set this speed.
  func isSet(to speed: Int) -> Bool {
    var settings = termios()
    guard unsafe tcgetattr(held.raw, &settings) == 0 else { return false }
    return unsafe cfgetospeed(&settings) == Self.code(of: speed)
  }

  /// What has come.
  func receive() -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe read(descriptor, &chunk, chunk.count)
    return count > 0 ? Array(chunk.prefix(count)) : []
  }

  /// Sends what fits in; a port that nobody reads loses the rest.
  func send(_ bytes: [UInt8]) { _ = unsafe write(descriptor, bytes, bytes.count) }

  /// The number of a speed in termios(3).
  static func code(of speed: Int) -> speed_t? {
    let codes = [115_200: B115200, 57_600: B57600, 38_400: B38400, 19_200: B19200, 9_600: B9600]
    return codes[speed].map { speed_t($0) }
  }
}
