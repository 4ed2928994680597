internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import RPCTransport
internal import SMSGateways
internal import Synchronization

/// Takes messages from the archive to the gateway, and what became of them back (docs/mobile-number.md §5).
///
/// A message is noted as being sent before the gateway is asked, so that no accident sends it twice.
final class Outbox: Sendable {
  /// How many messages are with the gateway at once.
  private static let lanes = 4

  private let archive: ArchiveAccess
  private let hub: NotificationHub
  private let doorbell = Doorbell()
  private let tasks = Mutex<[Task<Void, Never>]>([])

  init(archive: ArchiveAccess, hub: NotificationHub) {
    self.archive = archive
    self.hub = hub
  }

  /// Begins to send what waits, over the gateway of `settings`.
  func start(_ settings: SMSSettings) {
    guard let gateway = settings.gateway else { return }
    let first = startTask {
      // Over which of two gateways it went nobody knows after a kill, so that asking one again is not safe.
      let isIdempotent = gateway.isIdempotent && settings.second == nil
      await self.recover(isIdempotent)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<Self.lanes {
          let lane = GatewayLane(gateway, second: settings.second, seconds: settings.seconds)
          group.addTask { await self.run(lane, isIdempotent: isIdempotent) }
        }
      }
    }
    tasks.withLock { $0.append(first) }
  }

  /// Says that a message waits.
  func ring() { doorbell.ring() }

  /// Takes a report about a message; returns at once.
  func report(_ message: String, _ event: Delivery.Event) {
    startTask { await self.settle(message, event) }
  }

  /// Ends the sending; what is with the gateway right now is unknown from then on.
  func stop() async {
    let running = tasks.withLock { $0 }
    for task in running { task.cancel() }
    for task in running { await task.value }
  }

  private func recover(_ isIdempotent: Bool) async {
    while !Task.isCancelled {
      do throws(KioskFailure) {
        tell(
          try await archive.opened().recover(
            isIdempotent ? .restartedIdempotent : .restarted, at: WallClock.now()))
        return
      } catch {
        Log.warning("the outbox cannot be read: \(error)")
        await Pause.wait(.seconds(5))
      }
    }
  }

  private func run(_ lane: GatewayLane, isIdempotent: Bool) async {
    var pause = Duration.seconds(1)
    while !Task.isCancelled {
      let rings = doorbell.rings
      guard let message = await next() else {
        // Lives end while nobody rings.
        await doorbell.wait(after: rings, timeout: .seconds(30))
        continue
      }
      var outcome = await lane.send(message)
      if lane.hasSecond, outcome.mayBeHandedOver, await settle(message.id, .handedOver) {
        outcome = await lane.sendOverSecond(message)
      }
      await settle(message.id, outcome.event(isIdempotent: isIdempotent))
      switch outcome {
      case .accepted, .refused: pause = .seconds(1)
      case .notReached, .untrusted, .unanswered:
        await Pause.wait(pause)
        pause = min(pause * 2, .seconds(30))
      }
    }
  }

  private func next() async -> OutgoingMessage? {
    do throws(KioskFailure) {
      let next = try await archive.opened().nextMessage(.now)
      tell(next.ended)
      return next.message
    } catch {
      if error.reason != .serviceStopping { Log.warning("the outbox cannot be read: \(error)") }
      return nil
    }
  }

  /// Whether that is kept now.
  @discardableResult
  private func settle(_ message: String, _ event: Delivery.Event) async -> Bool {
    do throws(KioskFailure) {
      guard let settled = try await archive.opened().settle(message, event, at: WallClock.now()) else {
        return false
      }
      tell([settled])
      return true
    } catch {
      // It stays noted as being sent, and is unknown after the next start.
      Log.warning("what became of a message cannot be kept: \(error)")
      return false
    }
  }

  /// Whoever looks at a message hears what became of it, whatever ended it.
  private func tell(_ settled: [StoredMessage]) {
    for message in settled {
      hub.broadcast(SMSChanged(message: message.number, delivery: WireDelivery(message.delivery)))
    }
  }
}
