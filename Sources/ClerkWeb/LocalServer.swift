package import KioskProtocol
internal import LinuxPlatform

/// A service on the loopback addresses of this machine for pages of configured origins, and for nobody else.
package final class LocalServer: Sendable {
  private let daemons: LoopbackDaemons<LocalCore>
  /// Where it is, for example `http://127.0.0.1:8989/`.
  package let address: String

  /// Has `answer` answer the pages of `origins` on `port`, at once; 0 takes any free one.
  ///
  /// It gives `nil` for what there is not. Throws `start.serviceUnusable` when the port cannot be had on 127.0.0.1 or ::1.
  package init(
    port: UInt16, origins: Set<String>, limits: PageLimits = PageLimits(),
    answer: @escaping @Sendable (LocalRequest) async -> LocalReply?
  ) throws(KioskFailure) {
    do throws(SystemError) {
      daemons = try LoopbackDaemons(port: port) { (port) throws(SystemError) in
        try LocalCore(port: port, origins: origins, limits: limits, answer: answer)
      }
      address = "http://127.0.0.1:\(daemons.port)/"
    } catch {
      throw KioskFailure(.startServiceUnusable, detail: Int(error.code))
    }
  }

  /// Accepts nobody any more, cancels every call and closes; returns when the last has its answer, or after a grace time.
  package func stop() async { await daemons.stop { await $0.stop() } }
}
