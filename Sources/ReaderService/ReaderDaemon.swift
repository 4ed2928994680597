package import CommandLineKit
internal import Glibc
internal import KioskLog
internal import KioskProtocol
package import LinuxPlatform
package import Portraits
package import ReaderKit
internal import RPCTransport
internal import Synchronization

/// The reader daemon: watches for readers, reads cards, and offers both on a socket.
package final class ReaderDaemon: Sendable {
  private let registry: ReaderRegistry
  private let portraits: PortraitClient
  private let settings: Changeable<ReaderContext.Settings>
  private let sources: [any DeviceSource]
  private let server: RPCServer
  /// Every call that is answered.
  let calls: Set<String>

  /// Serves `sources` on `listener`, to the users in `allowed` besides this process's own and root.
  package init(
    listener: consuming OwnedDescriptor, sources: [any DeviceSource], families: [ReaderFamily],
    portraits: PortraitClient, sessionLife: Duration, policy: ReaderPolicy = ReaderPolicy(),
    allowed: Set<UInt32>
  ) {
    let broadcaster = Broadcaster()
    let settings = Changeable(ReaderContext.Settings(sessionLife: sessionLife, policy: policy))
    let context = ReaderContext(portraits: portraits, settings: settings) { broadcaster.send($0) }
    let registry = ReaderRegistry(families: families, context: context)
    var router = RPCRouter(serverName: "idkiosk-readerd")
    ReadCalls(registry: registry).install(in: &router)
    let users = allowed.union([ProcessIdentity.uid, 0])
    let server = RPCServer(listener: listener, router: router) { users.contains($0.uid) }
    broadcaster.attach(server)
    self.registry = registry
    self.portraits = portraits
    self.settings = settings
    self.sources = sources
    self.server = server
    calls = router.methods
  }

  /// Begins to serve, then to look for readers.
  package func start() {
    server.start()
    for source in sources {
      startTask { [registry] in await registry.follow(source) }
      source.start()
      if let problem = source.problem {
        Log.warning("readers of one kind will not be seen: \(KioskFailure(problem))")
      }
    }
  }

  /// Ends every call, lets every device go and returns when all threads but hung ones have ended.
  package func stop() async {
    await server.stop()
    for source in sources { await source.stop() }
    await registry.close()
  }
}

extension ReaderDaemon: RunningDaemon {
  /// Where readers are looked for.
  package static let keysReadAtStart: Set<Configuration.Key> = [.readersFiles, .readersSerial]

  package func reload(_ configuration: Configuration) async {
    portraits.use(PortraitSettings(configuration))
    let before = settings.value.policy
    settings.value = ReaderContext.Settings(
      sessionLife: configuration.sessionLife, policy: before.saying(configuration))
    for supervisor in await registry.readers { await supervisor.take(policyBefore: before) }
  }

  /// Not the readers' own threads: one that hangs is told of by its reader, and must not take the others along.
  package func comeRound() async {
    await server.comeRound()
    _ = await registry.readers
  }
}

/// Sends notifications once there is a server to send them with.
private final class Broadcaster: Sendable {
  private let server = Mutex<RPCServer?>(nil)

  func attach(_ server: RPCServer) { self.server.withLock { $0 = server } }

  func send(_ notification: any RPCNotification) {
    guard let server = server.withLock({ $0 }) else { return }
    server.broadcast(notification)
  }
}
