internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport
internal import Synchronization

/// The counter's connection to the reader daemon: kept up, and made anew when it breaks.
final class ReaderUplink: Sendable {
  private let path: String
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(path: String) { self.path = path }

  /// Follows the reader daemon's notifications.
  ///
  /// `found` is called each time there is a connection, with the readers that are there then, `lost` each time it breaks.
  func start(
    found: @escaping @Sendable ([WireReader]) async -> Void,
    notified: @escaping @Sendable (RPCClient.Incoming) async -> Void,
    lost: @escaping @Sendable () async -> Void
  ) {
    let running = startTask {
      var pause = Duration.milliseconds(250)
      while !Task.isCancelled {
        if await self.follow(found, notified) {
          pause = .milliseconds(250)
          Log.warning("the reader daemon has gone")
          await lost()
        } else {
          pause = min(pause * 2, .seconds(2))
        }
        await Pause.wait(pause)
      }
    }
    task.withLock { $0 = running }
  }

  /// Ends the following.
  func stop() async {
    let running = task.withLock { $0 }
    running?.cancel()
    await running?.value
  }

  /// A connection for one call; closing it cancels the call.
  func connection() async throws(KioskFailure) -> RPCClient {
    try await RPCClient.connect(to: path, as: "idkioskd", absence: .readerServiceAbsent)
  }

  /// Whether there was a connection.
  private func follow(
    _ found: @Sendable ([WireReader]) async -> Void, _ notified: @Sendable (RPCClient.Incoming) async -> Void
  ) async -> Bool {
    do throws(KioskFailure) {
      let client = try await connection()
      _ = try await client.call(Watch.self, Empty())
      let readers = try await client.call(ReaderList.self, Empty()).readers
      Log.info("the reader daemon is there")
      await found(readers)
      await withTaskCancellationHandler {
        for await notification in client.notifications { await notified(notification) }
      } onCancel: {
        client.close()
      }
      return true
    } catch {
      return false
    }
  }
}
