internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// One reader: who claimed it, which card session lives on it, and how it is doing.
actor ReaderSupervisor {
  nonisolated let id: String
  nonisolated let attached: AttachedDevice
  nonisolated let reports: Bool
  let calls: DeviceCalls
  let context: ReaderContext
  /// Rings when a card came or went, or the reader went.
  let bell = Doorbell()

  private let device: ReaderDevice
  nonisolated let recorder: ReaderRecorder
  private var claim: String?
  private(set) var isGone = false
  private(set) var samID: String?
  /// Sees when the rights of its node change, while they keep it closed; and how often that was waited for.
  private var rights: PathWatch?
  private var rightsAwaited = 0
  private static let mostRightsAwaited = 100
  /// How long it took to answer who it is.
  private var answered: Duration?
  private(set) var problem: KioskFailure?
  private var isIdentified = false
  /// Whether it has answered that question; a reading must name the module it was read with.
  private(set) var hasSaidWho = false
  /// Whether it belongs to this window; nobody reads with one that does not.
  private(set) var isAccepted: Bool
  /// The program that has the device, where that could be seen.
  private(set) var heldBy: String?
  var session: CardSession?
  /// What the reader reported last; `nil` where it reports nothing by itself.
  var presence: (present: Bool, insertion: UInt64)?
  /// The insertion whose card was read, or whose session ended: it must be lifted before it counts again.
  var usedInsertion: UInt64?
  /// The card that lies there could not be read, and its session ended on `done`: it counts again once it was lifted, or
  /// asked for again.
  var isLeftUnread = false
  /// A raw SAM reader still holds a card whose session was ended for another client.
  var endedForAnother = false

  init(_ attached: AttachedDevice, family: ReaderFamily, context: ReaderContext) {
    id = attached.id
    self.attached = attached
    self.context = context
    recorder = ReaderRecorder(folder: context.policy.recordingFolder, isWanted: context.policy.recordsAll)
    device = ReaderDevice(attached, family: family, recorder: recorder)
    calls = DeviceCalls(device)
    reports = family.reportsCards
    isAccepted = context.policy.known == nil
    calls.whenBack { [weak self] in
      guard let self else { return }
      startTask { await self.cameBack() }
    }
  }

  /// It answers again after it was given up, as it does when the whole machine slept in between: what it can do now is
  /// seen without anybody unplugging it.
  private func cameBack() async {
    guard !isGone, problem?.reason == .readerHung else { return }
    do throws(KioskFailure) {
      try await calls.call(within: .seconds(10)) { (device, _) async throws(KioskFailure) in
        await device.letGo()
      }
    } catch { return }
    await identify()
  }

  /// Asks the reader who it is; afterwards the list tells whether it can be used.
  func identify() async {
    let start = ContinuousClock.now
    do throws(KioskFailure) {
      hasSaidWho = try await askWho()
      if samID != nil { answered = start.duration(to: .now) }
      let (policy, names) = (context.policy, names)
      isAccepted = try await calls.call(within: .seconds(10)) {
        (device, _) async throws(KioskFailure) -> Bool in await device.isKnown(policy, names)
      }
      problem = isAccepted ? nil : KioskFailure(.readerNotAccepted)
    } catch {
      if error.reason == .serviceStopping { return }
      problem = error
      await seeWhoHolds()
    }
    isIdentified = true
    announce()
    if problem?.reason == .readerAccessDenied, !isGone { awaitRights() }
  }

  /// Asks again once the rights of its node may have changed: at boot a reader can be seen before udev has come to it.
  private func awaitRights() {
    guard rights == nil, rightsAwaited < Self.mostRightsAwaited, let node = attached.node,
      let watch = try? PathWatch(node)
    else { return }
    rights = watch
    rightsAwaited += 1
    startThread { [weak self] in
      watch.wait { !Files.isOpenToUs(node) }
      guard let self else { return }
      startTask { await self.rightsChanged() }
    }
  }

  private func rightsChanged() async {
    rights = nil
    if !isGone, problem?.reason == .readerAccessDenied { await identify() }
  }

  /// Whether it said who it is: some can be asked only while a card lies on them.
  private func askWho() async throws(KioskFailure) -> Bool {
    do throws(KioskFailure) {
      samID = try await calls.call(within: .seconds(10)) {
        (device, flag) async throws(KioskFailure) -> String? in try await device.identify(flag)
      }
      return true
    } catch {
      guard error.reason == .cardRemoved else { throw error }
      return false
    }
  }

  /// What tells it from other readers, the most lasting first: SAM id, serial number, id.
  var names: [String] { [samID, attached.serial, id].compactMap { $0 } }

  /// Whether it is used only while no other reader can be.
  var isSpare: Bool { names.contains { context.policy.spares.contains($0) } }

  /// Whether a read may go to it without naming it.
  var isUsable: Bool { !isGone && problem == nil }

  /// From now on it belongs to this window.
  func accept() async throws(KioskFailure) {
    let (policy, names) = (context.policy, names)
    try await calls.call(within: .seconds(10)) { (device, _) async throws(KioskFailure) in
      try await device.accept(policy, names)
    }
    isAccepted = true
    if problem?.reason == .readerNotAccepted { problem = nil }
    announce()
  }

  /// Goes by what the administrator decides now; a recording that a call began or ended stays as it is, unless all are
  /// switched.
  func take(policyBefore before: ReaderPolicy) async {
    let policy = context.policy
    if policy.recordsAll != before.recordsAll { recorder.isWanted = policy.recordsAll }
    if hasSaidWho {
      let names = names
      // Not on the reader's thread, where a long call may be out.
      isAccepted = await withCheckedContinuation { waiting in
        startThread { waiting.resume(returning: policy.isKnown(names)) }
      }
      if problem == nil || problem?.reason == .readerNotAccepted {
        problem = isAccepted ? nil : KioskFailure(.readerNotAccepted)
      }
    } else {
      isAccepted = policy.known == nil
    }
    announce()
  }

  /// Takes the reader for one waiting client.
  func claim(_ token: String) throws(KioskFailure) {
    guard !isGone else { throw KioskFailure(.readerGone) }
    guard claim == nil else { throw KioskFailure(.readerClaimed) }
    claim = token
  }

  /// Gives it back; does nothing for a token that does not hold it.
  func release(_ token: String) { if claim == token { claim = nil } }

  /// The reader was unplugged: whoever waits hears it, and its session ends.
  func leave() async {
    isGone = true
    rights?.interrupt()
    endSession()
    bell.ring()
    // A driver that hangs keeps its thread; it must not keep the other readers from coming and going.
    await Deadline.first(within: .seconds(1)) { [device] in await device.close() }
  }

  /// Tries out everything that a driver must do; whoever asks has claimed the reader.
  func check(cardWait: Duration) async throws(KioskFailure) -> [DriverCheckLine] {
    endSession()
    return try await calls.call(within: cardWait + .seconds(60)) {
      (device, flag) async throws(KioskFailure) -> [DriverCheckLine] in await device.check(cardWait, flag)
    }
  }

  /// Opens the reader anew, resets its module and asks it who it is; whoever asks has claimed the reader.
  ///
  /// Whether there is a module that took it. The session ends: what its card was, the module may have forgotten.
  func reset() async throws(KioskFailure) -> Bool {
    endSession()
    let hasModule: Bool
    do throws(KioskFailure) {
      hasModule = try await calls.call(within: .seconds(25)) {
        (device, flag) async throws(KioskFailure) -> Bool in try await device.reset(flag)
      }
    } catch {
      note(error)
      throw error
    }
    await identify()
    return hasModule
  }

  /// Begins or ends the recording of this reader, and tells so; a reader that never answered is asked again.
  func record(_ on: Bool) async {
    recorder.isWanted = on
    if on, session == nil { await identify() } else { announce() }
  }

  /// Looks for the program that has the device, where another one does.
  private func seeWhoHolds() async {
    guard problem?.reason == .readerBusy, let node = attached.node else { return }
    heldBy = try? await calls.call(within: .seconds(2)) {
      (device, _) async throws(KioskFailure) -> String? in await device.holder(of: node)
    }
  }

  /// Notes how the last use of the device went.
  func note(_ failure: KioskFailure?) {
    if failure?.reason == .serviceStopping { return }
    let isDeviceProblem = failure.map { $0.reason.rawValue.hasPrefix("reader.") } ?? false
    let next = isDeviceProblem ? failure : isAccepted ? nil : KioskFailure(.readerNotAccepted)
    guard next != problem else { return }
    problem = next
    announce()
  }

  /// The reader as the list shows it.
  var listed: WireReader {
    var reader = WireReader(id: id, name: attached.name, link: attached.link.rawValue)
    reader.state = problem != nil ? .failed : isIdentified ? .ready : .opening
    reader.failure = problem.map(WireFailure.init)
    reader.samId = samID
    reader.answerMs = answered.map { Int(clamping: Int64($0 / .milliseconds(1))) }
    reader.claimed = claim != nil
    reader.session = session?.id
    reader.node = attached.node
    reader.serial = attached.serial
    if recorder.isWanted { reader.recording = true }
    if isSpare { reader.spare = true }
    if problem?.reason == .readerBusy { reader.heldBy = heldBy }
    if let presence { reader.card = presence.present ? .present : .absent }
    return reader
  }

  private func announce() {
    guard !isGone else { return }
    context.tell(ReaderChanged(id: id, present: true, reader: listed))
  }
}
