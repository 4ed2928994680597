internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// The readers that are there, and the reads that go on at them.
actor ReaderRegistry {
  private let families: [ReaderFamily]
  private let context: ReaderContext
  private var supervisors: [String: ReaderSupervisor] = [:]
  private var order: [String] = []

  init(families: [ReaderFamily], context: ReaderContext) {
    self.families = families
    self.context = context
  }

  /// Every reader, in the order in which they came.
  var readers: [ReaderSupervisor] { order.compactMap { supervisors[$0] } }

  /// The reader with this id.
  func reader(_ id: String) throws(KioskFailure) -> ReaderSupervisor {
    guard let supervisor = supervisors[id] else { throw KioskFailure(.readerUnknown) }
    return supervisor
  }

  /// Follows a source until it ends.
  func follow(_ source: any DeviceSource) async {
    for await event in source.events {
      switch event {
      case .arrived(let attached): await arrived(attached)
      case .left(let id): await left(id)
      case .card(let id, let present, let insertion):
        await supervisors[id]?.cardReported(present: present, insertion: insertion)
      }
    }
  }

  /// Lets every reader go.
  func close() async {
    for id in order { await left(id) }
  }

  private func arrived(_ attached: AttachedDevice) async {
    // A device that comes back without having left (suspend, hub reset) is a new one.
    if supervisors[attached.id] != nil { await left(attached.id) }
    guard let family = families.family(of: attached) else { return }
    let supervisor = ReaderSupervisor(attached, family: family, context: context)
    supervisors[attached.id] = supervisor
    order.append(attached.id)
    Log.info("reader arrived, \(order.count) now")
    context.tell(ReaderChanged(id: attached.id, present: true, reader: await supervisor.listed))
    // A card reader that reports is asked when a card lies there; the others say at once whether they answer.
    startTask { await supervisor.identify() }
  }

  private func left(_ id: String) async {
    guard let supervisor = supervisors.removeValue(forKey: id) else { return }
    order.removeAll { $0 == id }
    Log.info("reader left, \(order.count) now")
    context.tell(ReaderChanged(id: id, present: false, reader: nil))
    await supervisor.leave()
  }
}
