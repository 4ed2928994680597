internal import CLinux
internal import Glibc

/// An opened serial port: 8 data bits, no parity, 1 stop bit, no flow control, bytes as they come.
///
/// One thread at a time uses it.
public final class SerialPort {
  private let file: OwnedDescriptor

  /// Opens the device and keeps other programs out; EBUSY when one is in.
  public init(_ path: String) throws(SystemError) {
    let raw = unsafe open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open") }
    file = OwnedDescriptor(taking: raw)
    guard isatty(raw) == 1 else { throw SystemError("isatty", ENOTTY) }
    guard flock(raw, LOCK_EX | LOCK_NB) == 0 else { throw SystemError("flock", EBUSY) }
    // Keeps out whoever does not look for a lock, as the makers' own programs.
    guard clinux_exclusive_terminal(raw) == 0 else { throw .last("ioctl") }
  }

  /// Sets the speed, in bits a second, and drops what is on its way.
  public func configure(speed: Int) throws(SystemError) {
    let codes = [
      115_200: B115200, 57_600: B57600, 38_400: B38400, 19_200: B19200, 9_600: B9600,
    ]
    guard let code = codes[speed] else { throw SystemError("cfsetspeed", EINVAL) }
    var settings = termios()
    guard unsafe tcgetattr(file.raw, &settings) == 0 else { throw .last("tcgetattr") }
    unsafe cfmakeraw(&settings)
    settings.c_cflag = tcflag_t(CS8 | CREAD | CLOCAL)
    guard unsafe cfsetispeed(&settings, speed_t(code)) == 0, unsafe cfsetospeed(&settings, speed_t(code)) == 0
    else { throw .last("cfsetspeed") }
    guard unsafe tcsetattr(file.raw, TCSANOW, &settings) == 0 else { throw .last("tcsetattr") }
    try flush()
  }

  /// Drops what was received and not read, and what was written and not sent.
  public func flush() throws(SystemError) {
    guard tcflush(file.raw, TCIOFLUSH) == 0 else { throw .last("tcflush") }
  }

  /// What has come, at most 4,096 bytes; nothing when nothing came in time.
  ///
  /// ENODEV when the device has gone.
  public func read(milliseconds: Int) throws(SystemError) -> [UInt8] {
    guard try wait(for: POLLIN, milliseconds) else { return [] }
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe Glibc.read(file.raw, &chunk, chunk.count)
    if count > 0 { return Array(chunk.prefix(count)) }
    // A terminal that was hung up reads as ended, or fails with EIO.
    if count == 0 { throw SystemError("read", ENODEV) }
    if errno == EAGAIN || errno == EINTR { return [] }
    throw .last("read")
  }

  /// Writes as much as goes in at once; the number of bytes, 0 when nothing went in time.
  public func write(_ bytes: [UInt8], milliseconds: Int) throws(SystemError) -> Int {
    guard try wait(for: POLLOUT, milliseconds) else { return 0 }
    let count = unsafe Glibc.write(file.raw, bytes, bytes.count)
    if count >= 0 { return count }
    if errno == EAGAIN || errno == EINTR { return 0 }
    throw .last("write")
  }

  private func wait(for events: CInt, _ milliseconds: Int) throws(SystemError) -> Bool {
    var polled = pollfd(fd: file.raw, events: Int16(events), revents: 0)
    let count = unsafe poll(&polled, 1, CInt(clamping: milliseconds))
    guard count >= 0 || errno == EINTR else { throw .last("poll") }
    guard count > 0 else { return false }
    // What came before a hang-up can still be read.
    let isReadable = CInt(polled.revents) & POLLIN != 0 && events == POLLIN
    let isLost = CInt(polled.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0
    if isLost, !isReadable { throw SystemError("poll", ENODEV) }
    return true
  }
}
