package import KioskProtocol
internal import LinuxPlatform
package import RPCTransport

/// The clerk page and its interface on the loopback addresses of this machine (docs/page-interface.md).
package final class PageServer: Sendable {
  private let core: PageCore
  private let daemons: [HTTPDaemon]
  /// Where the page is, for example `http://127.0.0.1:8480/`.
  package let address: String

  /// Serves `router` and the page on `port` of 127.0.0.1 and ::1, at once; 0 takes any free port.
  ///
  /// Throws `start.pageUnusable` when one of them cannot be had. A machine without ::1 is served on 127.0.0.1 alone.
  package init(port: UInt16, router: RPCRouter, limits: PageLimits = PageLimits()) throws(KioskFailure) {
    do throws(SystemError) {
      var listeners = try Listeners(port: port)
      let core = try PageCore(port: listeners.port, router: router, limits: limits)
      var daemons = [try HTTPDaemon(listener: listeners.takeFirst(), core: core)]
      if let second = listeners.takeSecond() {
        do throws(SystemError) { daemons.append(try HTTPDaemon(listener: second, core: core)) } catch {
          daemons.forEach { $0.stop() }
          throw error
        }
      }
      self.core = core
      self.daemons = daemons
      address = "http://127.0.0.1:\(listeners.port)/"
    } catch {
      throw KioskFailure(.startPageUnusable, detail: Int(error.code))
    }
  }

  /// Accepts nobody any more, cancels every call, ends every stream, and closes; returns when the last has its answer,
  /// or after a grace time.
  package func stop() async {
    daemons.forEach { $0.quiesce() }
    await core.stop()
    let stopped = Latch()
    // The library joins its threads, which blocks.
    startThread { [daemons] in
      daemons.forEach { $0.stop() }
      stopped.open()
    }
    await stopped.wait()
  }
}

extension PageServer: NotificationSink {
  /// Passes on one notification, as JSON, to every stream.
  package func broadcast(_ line: [UInt8]) { core.work.streams.forEach { $0.send(line) } }
}
