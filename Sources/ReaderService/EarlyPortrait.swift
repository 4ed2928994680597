internal import LinuxPlatform
internal import PersonalData
internal import Portraits
internal import Synchronization

/// A portrait that is made while the reader still gives what the portrait does not need.
final class EarlyPortrait: Sendable {
  typealias Made = (outcome: PortraitOutcome, took: Duration)
  private struct Work {
    var photo: Personal<[UInt8]>
    var task: Task<Made, Never>
  }

  private let client: PortraitClient
  private let work = Mutex<Work?>(nil)

  init(_ client: PortraitClient) { self.client = client }

  /// Begins with a photo block.
  func begin(_ photo: Personal<[UInt8]>) {
    let client = client
    let task = Task(executorPreference: WorkQueue.shared) { await Self.make(photo, client) }
    work.withLock { $0 = Work(photo: photo, task: task) }
  }

  /// The portrait in `photo`, which is made now where another one, or none, was begun.
  func portrait(in photo: Personal<[UInt8]>) async -> Made {
    let begun = work.withLock { $0 }
    if let begun, begun.photo == photo { return await begun.task.value }
    return await Self.make(photo, client)
  }

  private static func make(_ photo: Personal<[UInt8]>, _ client: PortraitClient) async -> Made {
    let start = ContinuousClock.now
    let outcome = await client.decode(photo)
    return (outcome, start.duration(to: .now))
  }
}
