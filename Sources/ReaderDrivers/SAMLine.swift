internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit
internal import SAMProtocol

/// Requests and answers over a link, one at a time, and never over a dirty one.
///
/// Frames carry no number, so an answer that comes late looks like the answer to whatever was asked next: another
/// person's card. After a missed deadline, a cancellation inside an exchange or a bad answer nothing is sent until the
/// late answer was swallowed or the device was reset, and then a status request must be answered by itself alone.
final class SAMLine {
  private enum State {
    /// Just opened: an earlier program's answer may still be on its way.
    case unproven
    /// The last answer fitted its request, and nothing came with it.
    case proven
    /// A request was sent, or begun, and its answer did not come.
    case owing
    /// What came was no answer to the request.
    case spoiled
  }

  /// More than the longest frame and some noise: whoever sends more is not answering.
  private static let mostBytes = 8_192
  private static let attempts = 3

  private let link: any ByteLink
  private let deadlines: SAMDeadlines
  private let now: Limit.Now
  private var decoder = SAMFrameDecoder()
  /// Which of the link's settings is used.
  private var setting = 0
  /// Whether the device was heard at that setting.
  private var isHeard = false
  private var state = State.unproven
  /// How often the device was reset.
  private(set) var resets = 0

  init(link: any ByteLink, deadlines: SAMDeadlines, now: @escaping Limit.Now) {
    self.link = link
    self.deadlines = deadlines
    self.now = now
  }

  /// Cleans the line where needed, asks, and returns an answer that fits the request.
  func ask(_ command: SAMCommand, _ cancellation: CancelFlag) throws(KioskFailure) -> SAMResponse {
    try clean(cancellation)
    return try exchange(command, cancellation)
  }

  /// Cleans the line where needed, so that the next request goes out at once.
  func prepare(_ cancellation: CancelFlag) throws(KioskFailure) { try clean(cancellation) }

  /// Notices what came without being asked for since the last exchange; the line is dirty then.
  ///
  /// Costs a millisecond on a quiet line, so it stands before the first request for a card and not before every one.
  func checkQuiet(_ cancellation: CancelFlag) throws(KioskFailure) {
    guard state == .proven else { return }
    do throws(KioskFailure) {
      _ = try link.read(limit: Limit(.milliseconds(1), cancellation, now: now))
      state = .spoiled
    } catch {
      guard error.reason == .readerTimeout else { throw error }
    }
  }

  func close() { link.close() }

  private func exchange(
    _ command: SAMCommand, _ cancellation: CancelFlag, within duration: Duration? = nil
  ) throws(KioskFailure) -> SAMResponse {
    decoder.reset()
    let limit = Limit(duration ?? deadlines[command], cancellation, now: now)
    state = .owing
    try link.write(command.frame, limit: limit)
    let response = try nextResponse(limit)
    guard !decoder.isInsideFrame, response.fits(command) else { throw spoil() }
    state = .proven
    return response
  }

  private func nextResponse(_ limit: Limit) throws(KioskFailure) -> SAMResponse {
    var received = 0
    while true {
      let bytes = try link.read(limit: limit)
      received += bytes.count
      guard received <= Self.mostBytes else { throw spoil() }
      decoder.feed(bytes)
      do throws(SAMFrameError) {
        if let payload = try decoder.nextPayload() { return try SAMResponse(payload: payload) }
      } catch {
        throw spoil()
      }
    }
  }

  private func spoil() -> KioskFailure {
    state = .spoiled
    return KioskFailure(.readerBadAnswer)
  }

  // MARK: Cleaning

  private func clean(_ cancellation: CancelFlag) throws(KioskFailure) {
    switch state {
    case .proven: return
    case .unproven: break
    case .owing: if try !swallowLateAnswer(cancellation) { try reset() }
    case .spoiled: try reset()
    }
    var attempt = 1
    // All of them, and at last the first one again.
    var otherSettings = link.settings > 1 ? link.settings : 0
    while true {
      do throws(KioskFailure) {
        try probe(cancellation)
        return
      } catch {
        let isAboutTheLine = error.reason == .readerTimeout || error.reason == .readerBadAnswer
        if isAboutTheLine, otherSettings > 0 {
          otherSettings -= 1
          try useNextSetting()
          continue
        }
        guard isAboutTheLine, attempt < Self.attempts, link.settings == 1 else { throw error }
        attempt += 1
        try reset()
      }
    }
  }

  /// Whether a whole answer came, and nothing more after it; what came is dropped.
  private func swallowLateAnswer(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool {
    var whole = 0
    var received = 0
    var limit = Limit(deadlines.late, cancellation, now: now)
    while received <= Self.mostBytes {
      do throws(KioskFailure) {
        let bytes = try link.read(limit: limit)
        received += bytes.count
        decoder.feed(bytes)
      } catch {
        guard error.reason == .readerTimeout else { throw error }
        return whole > 0 && !decoder.isInsideFrame
      }
      while let payload = try? decoder.nextPayload() { whole += payload.isEmpty ? 0 : 1 }
      limit = Limit(deadlines.quiet, cancellation, now: now)
    }
    return false
  }

  /// Asks for the status; the answer must be "success", alone, and quiet must follow.
  private func probe(_ cancellation: CancelFlag) throws(KioskFailure) {
    let response = try exchange(.samStatus, cancellation, within: isHeard ? nil : deadlines.first)
    isHeard = true
    state = .unproven
    if let failure = response.status.failure { throw failure }
    state = .owing
    do throws(KioskFailure) {
      _ = try link.read(limit: Limit(deadlines.quiet, cancellation, now: now))
    } catch {
      guard error.reason == .readerTimeout else { throw error }
      state = .proven
      return
    }
    throw spoil()
  }

  private func useNextSetting() throws(KioskFailure) {
    (state, isHeard) = (.spoiled, false)
    decoder.reset()
    setting = (setting + 1) % link.settings
    try link.use(setting: setting)
    state = .unproven
  }

  private func reset() throws(KioskFailure) {
    state = .spoiled
    decoder.reset()
    resets += 1
    try link.reset()
    state = .unproven
  }
}

extension SAMDeadlines {
  fileprivate subscript(command: SAMCommand) -> Duration {
    switch command {
    case .findCard: find
    case .selectCard: select
    case .readTextAndPhoto, .readTextPhotoAndFingerprint: read
    case .readNewestAddress, .readManagementNumber, .resetSAM, .samStatus, .samID, .setSerialSpeed,
      .setMaximumRFFrame:
      own
    }
  }
}
