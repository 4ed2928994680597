internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// The machine's own pcscd, run privately: on a socket in our folder, with vpcd as its only driver.
///
/// Its socket path is compiled in, but it takes one the systemd way, as descriptor 3.
final class PrivateCardDaemon {
  /// The first port vpcd listens on; its second slot has the next one.
  static let port: UInt16 = 0x8C7B
  /// How many slots vpcd gives its reader; fixed in the driver.
  static let slots = 2

  /// The socket that clients name in PCSCLITE_CSOCK_NAME.
  let socket: String
  private let folder: String
  private var process: pid_t?
  /// The socket while others may wait at it for a pcscd that does not run yet.
  private var waiting: OwnedDescriptor?

  /// Writes the configuration; `readerName` may hold no quotation mark or control character.
  init(folder: String, readerName: String) throws(EmulatorFailure) {
    // pcscd works in the root folder: it gets whole paths.
    do {
      try Files.makeFolder(folder, mode: 0o700)
      self.folder = try Files.resolved(folder)
    } catch { throw EmulatorFailure("the folder cannot be used: \(error)") }
    socket = self.folder + "/pcscd.comm"
    let name = readerName.unicodeScalars
    guard !name.isEmpty, readerName.utf8.count <= 100, name.allSatisfy({ $0.value >= 0x20 && $0 != "\"" })
    else {
      throw EmulatorFailure("that reader name cannot stand in a reader.conf")
    }
    let folders = ["/usr/lib/pcsc/drivers", "/usr/lib64/pcsc/drivers", "/usr/local/lib/pcsc/drivers"]
    let drivers = folders.map { $0 + "/serial/libifdvpcd.so" }
    guard let driver = drivers.first(where: Files.exists) else {
      throw EmulatorFailure("libifdvpcd.so is missing: install vsmartcard-vpcd")
    }
    let port = String(Self.port)
    let text = """
      FRIENDLYNAME "\(readerName)"
      DEVICENAME /dev/null:\(port)
      LIBPATH \(driver)
      CHANNELID \(port)

      """
    do {
      try Files.makeFolder(configuration, mode: 0o755)
      try Files.write(Array(text.utf8), to: configuration + "/virtual", replacing: true)
    } catch { throw EmulatorFailure("the folder cannot be used: \(error)") }
  }

  /// Whether it runs, as far as was noticed.
  var isRunning: Bool { process != nil }

  /// Listens in its place, as systemd does: from now on it is started for the first client that comes.
  func listen() throws(EmulatorFailure) {
    guard process == nil else { throw EmulatorFailure("pcscd runs already") }
    do { waiting = try UnixSocket.listen(at: socket, mode: 0o666) } catch {
      throw EmulatorFailure("\(socket): \(error)")
    }
  }

  /// Where a client that waits for pcscd shows, while it does not run.
  var activation: CInt? { process == nil ? waiting?.raw : nil }

  /// Starts it and returns once it answers; then its slots take cards.
  func start() throws(EmulatorFailure) {
    guard process == nil else { throw EmulatorFailure("pcscd runs already") }
    do {
      if let waiting = waiting?.raw {
        process = try spawn(waiting)
      } else {
        // In a scope of its own: nobody but pcscd may hold it open, or its clients would wait for a dead one.
        let listener = try UnixSocket.listen(at: socket, mode: 0o666)
        process = try spawn(listener.raw)
      }
      try greet()
    } catch {
      signal(gently: false)
      end()
      throw EmulatorFailure("pcscd did not start: \(error); see \(log)")
    }
  }

  /// Tells it to end; `gently` lets it clean up first.
  func signal(gently: Bool) {
    if waiting == nil { _ = unsafe unlink(socket) }
    if let process { kill(process, gently ? SIGTERM : SIGKILL) }
  }

  /// Waits until it has ended, and kills it when it takes longer than two seconds.
  func end() {
    guard let process else { return }
    self.process = nil
    var children = sigset_t()
    unsafe sigemptyset(&children)
    unsafe sigaddset(&children, SIGCHLD)
    var patience = timespec(tv_sec: 2, tv_nsec: 0)
    while waitpid(process, nil, WNOHANG) == 0 {
      if unsafe sigtimedwait(&children, nil, &patience) == SIGCHLD { continue }
      kill(process, SIGKILL)
      _ = waitpid(process, nil, 0)
      return
    }
  }

  /// Notices that it has ended by itself; whether it just did.
  func reap() -> Bool {
    guard let process, waitpid(process, nil, WNOHANG) == process else { return false }
    self.process = nil
    if waiting == nil { _ = unsafe unlink(socket) }
    return true
  }

  private var configuration: String { folder + "/reader.conf.d" }
  private var log: String { folder + "/pcscd.log" }

  /// Says hello in pcscd's own protocol: the version command, 12 bytes, which it answers once it serves clients.
  private func greet() throws(SystemError) {
    let connection = try UnixSocket.connect(to: socket)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    _ = unsafe setsockopt(
      connection.raw, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let words: [UInt32] = [12, 0x11, 4, 4, 0]
    try Files.writeAll(
      words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } },
      to: connection.raw)
    var answer = [UInt8](repeating: 0, count: 12)
    let count = unsafe recv(connection.raw, &answer, answer.count, CInt(MSG_WAITALL))
    guard count == answer.count else { throw count < 0 ? .last("recv") : SystemError("recv", ECONNRESET) }
  }

  private func spawn(_ listener: CInt) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    unsafe posix_spawn_file_actions_adddup2(&actions, listener, 3)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    var broken = none
    unsafe sigaddset(&broken, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &broken)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    // The shell becomes setpriv and then pcscd, so that its own number is pcscd's; setpriv ties pcscd's life to ours.
    let script = "LISTEN_PID=$$ exec setpriv --pdeathsig KILL pcscd -f -c \"$1\""
    let environment = [
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LISTEN_FDS=1",
      "PCSCLITE_HP_DROPDIR=" + folder + "/no-usb-drivers",
    ]
    var child: pid_t = 0
    let code = unsafe withStrings(["sh", "-c", script, "sh", configuration]) { arguments in
      unsafe withStrings(environment) { variables in
        unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw SystemError("posix_spawn", code) }
    return child
  }

  private func withStrings(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> CInt
  ) -> CInt {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let first = buffer.baseAddress else { return EINVAL }
      return unsafe body(UnsafePointer(first))
    }
  }
}
