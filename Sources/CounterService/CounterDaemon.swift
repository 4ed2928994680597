internal import CommandLineKit
internal import CounterRules
internal import KioskLog
package import KioskProtocol
package import LinuxPlatform
internal import RPCTransport

/// The counter daemon: reads through the reader daemon, files persons, and offers both on a socket.
package final class CounterDaemon: Sendable {
  private let server: RPCServer
  private let uplink: ReaderUplink
  private let live: LiveReadings
  private let archive: ArchiveAccess

  /// Serves on `listener`; opens the archive in `stateFolder` first and throws what no waiting will mend.
  package init(
    listener: consuming OwnedDescriptor, readerSocket: String, stateFolder: String, window: CounterWindow
  ) async throws(KioskFailure) {
    let archive = ArchiveAccess(folder: stateFolder)
    try await archive.open()
    let uplink = ReaderUplink(path: readerSocket)
    let live = LiveReadings()
    let desk = Desk(window: window, policy: WindowPolicy(), signIns: SignIns())
    var calls = CounterCalls(desk)
    CardCalls(desk: desk, uplink: uplink, live: live, filing: Filing(archive: archive, windowID: window.id))
      .install(in: &calls)
    PersonCalls(archive: archive).install(in: &calls)
    StatusCall(archive: archive, uplink: uplink, window: window).install(in: &calls)
    // Who may connect is decided by the mode and group of the socket's file; what each may do, by the calls.
    server = RPCServer(listener: listener, router: calls.router) { _ in true }
    self.uplink = uplink
    self.live = live
    self.archive = archive
  }

  /// Begins to serve.
  package func start() {
    server.start()
    uplink.start { [server, live] readers in
      await live.endAll(but: Set(readers.compactMap(\.session)))
      // Whoever watched before the connection stood hears of the readers now.
      for reader in readers { server.broadcast(ReaderChanged(id: reader.id, present: true, reader: reader)) }
    } notified: { [server, live] notification in
      if let change = notification.content(CardChanged.self) {
        if change.state == .ended, let session = change.session { await live.end(session) }
        server.broadcast(change)
      } else if let change = notification.content(ReaderChanged.self) {
        server.broadcast(change)
      }
    } lost: { [live] in
      await live.endAll()
    }
  }

  /// Ends every call and closes; a filing that is under way is on the disk when this returns.
  package func stop() async {
    await server.stop()
    await uplink.stop()
    await archive.close()
  }
}

extension CounterDaemon: RunningDaemon {}

/// The window this counter stands at.
package struct CounterWindow: Sendable {
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
