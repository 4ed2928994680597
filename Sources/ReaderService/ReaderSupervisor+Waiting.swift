internal import KioskProtocol
internal import LinuxPlatform

/// Waiting for a card.
extension ReaderSupervisor {
  /// What the waiting came to.
  enum Found: Sendable {
    /// The owner's session still lives and was read already.
    case live(SessionReading)
    /// A card lies there that this session has not read yet.
    case fresh(session: String)
  }

  /// How often a reader that reports nothing is asked (docs/reader-protocol.md §1.5).
  static let askingInterval = Duration.milliseconds(200)

  /// Waits until a card lies on this reader, or until `deadline`.
  ///
  /// Looks at least once, also when `isOver` is set already: two readers with a card each are told apart so. Whoever
  /// sets it rings the bell.
  func awaitCard(
    owner: SessionOwner, deadline: ContinuousClock.Instant, isOver: CancelFlag,
    hint: @Sendable (ReadProgress.Step) -> Void
  ) async throws(KioskFailure) -> Found {
    if !hasSaidWho { await identify() }
    guard isAccepted else {
      throw hasSaidWho ? KioskFailure(.readerNotAccepted) : problem ?? KioskFailure(.readerGone)
    }
    var hinted: ReadProgress.Step?
    while true {
      guard !isGone else { throw KioskFailure(.readerGone) }
      let seen = bell.rings
      if let found = try await look(owner: owner) { return found }
      guard !Task.isCancelled, !isOver.isCancelled else { throw KioskFailure(.serviceStopping) }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw KioskFailure(.cardTimeout) }
      let step: ReadProgress.Step = mustBeLifted ? .liftAndLayAgain : .waiting
      if step != hinted {
        hint(step)
        hinted = step
      }
      await bell.wait(after: seen, timeout: reports ? left : min(left, Self.askingInterval))
    }
  }

  private var mustBeLifted: Bool {
    if let presence { return presence.present && presence.insertion == usedInsertion }
    // A session without a reading: its card was found, and now the module answers "none" as for one that was read.
    let isReadingLost = session.map { $0.reading == nil } ?? false
    return endedForAnother || isReadingLost || isLeftUnread
  }

  private func look(owner: SessionOwner) async throws(KioskFailure) -> Found? {
    reports ? try lookAtReport(owner: owner) : try await ask(owner: owner)
  }

  /// A reader that reports: what lies there is known.
  private func lookAtReport(owner: SessionOwner) throws(KioskFailure) -> Found? {
    guard let presence, presence.present else { return nil }
    if let session, session.insertion == presence.insertion {
      if let reading = session.reading {
        if session.owner == owner { return .live(reading) }
        endSession()
        return nil
      }
      self.session?.owner = owner
      return .fresh(session: session.id)
    }
    guard presence.insertion != usedInsertion else { return nil }
    return .fresh(session: beginSession(owner: owner, insertion: presence.insertion))
  }

  /// A raw SAM reader: it says nothing by itself, and "none" for a card that was read and still lies there.
  private func ask(owner: SessionOwner) async throws(KioskFailure) -> Found? {
    let isFound: Bool
    do throws(KioskFailure) {
      isFound = try await calls.call(within: .seconds(10)) {
        (device, flag) async throws(KioskFailure) -> Bool in try await device.findCard(flag)
      }
      note(nil)
    } catch {
      note(error)
      guard error.reason == .cardRemoved else { throw error }
      // Whatever was read does not lie there: its reading is no answer to who asks for the card that does.
      isLeftUnread = false
      return nil
    }
    guard !isGone else { throw KioskFailure(.readerGone) }
    // A module goes on finding a card that it could not read; only "none" says that it was lifted.
    guard !isFound || !isLeftUnread else { return nil }
    isLeftUnread = false
    if isFound {
      endedForAnother = false
      return .fresh(session: beginSession(owner: owner, insertion: nil))
    }
    guard let session, let reading = session.reading else { return nil }
    if session.owner == owner { return .live(reading) }
    endSession()
    // Where the reader can tell that the card was lifted, nobody is asked to lift it.
    let isThere = try? await calls.call(within: .seconds(10)) {
      (device, flag) async throws(KioskFailure) -> Bool? in try await device.isCardStillThere(flag)
    }
    endedForAnother = (isThere ?? nil) ?? true
    return nil
  }
}
