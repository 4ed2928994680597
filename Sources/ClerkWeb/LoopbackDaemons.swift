internal import LinuxPlatform

/// The daemons of one port, at every loopback address the machine has.
struct LoopbackDaemons<Core: HTTPCore>: Sendable {
  let core: Core
  let port: UInt16
  private let daemons: [HTTPDaemon]

  /// Serves what `make` makes for the port, at once; 0 takes any free one.
  ///
  /// A machine without ::1 has 127.0.0.1 alone.
  init(port wanted: UInt16, _ make: (UInt16) throws(SystemError) -> Core) throws(SystemError) {
    var listeners = try Listeners(port: wanted)
    let core = try make(listeners.port)
    var daemons = [try HTTPDaemon(listener: listeners.takeFirst(), core: core)]
    if let second = listeners.takeSecond() {
      do throws(SystemError) { daemons.append(try HTTPDaemon(listener: second, core: core)) } catch {
        daemons.forEach { $0.stop() }
        throw error
      }
    }
    self.core = core
    port = listeners.port
    self.daemons = daemons
  }

  /// Accepts nobody any more, has `finish` answer what is open, and closes.
  func stop(_ finish: (Core) async -> Void) async {
    daemons.forEach { $0.quiesce() }
    await finish(core)
    let stopped = Latch()
    // The library joins its threads, which blocks.
    startThread { [daemons] in
      daemons.forEach { $0.stop() }
      stopped.open()
    }
    await stopped.wait()
  }
}
