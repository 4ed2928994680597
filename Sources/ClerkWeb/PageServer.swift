package import KioskProtocol
internal import LinuxPlatform
package import RPCTransport

/// The clerk page and its interface on the loopback addresses of this machine (docs/page-interface.md).
package final class PageServer: Sendable {
  private let daemons: LoopbackDaemons<PageCore>
  /// Where the page is, for example `http://127.0.0.1:8480/`.
  package let address: String

  /// Serves `router` and the page on `port` of 127.0.0.1 and ::1, at once; 0 takes any free port.
  ///
  /// Throws `start.pageUnusable` when one of them cannot be had. A machine without ::1 is served on 127.0.0.1 alone.
  ///
  /// Pages of the origins `portals` may lead to the page that reads a card for them.
  package init(
    port: UInt16, router: RPCRouter, portals: Set<String> = [], limits: PageLimits = PageLimits()
  ) throws(KioskFailure) {
    do throws(SystemError) {
      daemons = try LoopbackDaemons(port: port) { (port) throws(SystemError) in
        try PageCore(port: port, router: router, portals: portals, limits: limits)
      }
      address = "http://127.0.0.1:\(daemons.port)/"
    } catch {
      throw KioskFailure(.startPageUnusable, detail: Int(error.code))
    }
  }

  /// Accepts nobody any more, cancels every call, ends every stream, and closes; returns when the last has its answer,
  /// or after a grace time.
  package func stop() async { await daemons.stop { await $0.stop() } }
}

extension PageServer: NotificationSink {
  /// Passes on one notification, as JSON, to every stream.
  package func broadcast(_ line: [UInt8]) { daemons.core.work.streams.forEach { $0.send(line) } }
}
