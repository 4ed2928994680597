public import KioskProtocol
public import LinuxPlatform
internal import PersonalData
public import ReaderKit
internal import SAMProtocol

/// A reader with a security module that takes raw frames (docs/reader-protocol.md §1), over any link.
public final class SAMReader: ReaderDriver {
  private let line: SAMLine
  private let habits: SAMHabits
  private let now: Limit.Now
  private var times = StepTimes()
  /// After which reset of the device the module was told the size of frames to the card; `nil` before.
  private var toldAfter: Int?
  /// The module gave no answer to the question for the management number of this card, and lost the card over it.
  private var isManagementSilent = false

  /// A driver for a device that was just opened; `now` is another clock in tests.
  public init(
    link: any ByteLink, deadlines: SAMDeadlines = SAMDeadlines(), habits: SAMHabits = SAMHabits(),
    now: @escaping Limit.Now = { .now }
  ) {
    self.habits = habits
    line = SAMLine(link: link, deadlines: deadlines, now: now)
    self.now = now
  }

  /// The module's identity as printed on the housing; `nil` from a module that does not tell it.
  public func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String? {
    let response = try line.ask(.samID, cancellation)
    if response.status == .commandWrong || response.status == .notPermitted { return nil }
    if let failure = response.status.failure { throw failure }
    return try? SAMIdentifier(data: response.data).description
  }

  /// Whether a card lies there that was not read yet.
  public func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool {
    times = StepTimes()
    try line.checkQuiet(cancellation)
    try tellFrameSize(cancellation)
    let start = now()
    let response = try line.ask(.findCard, cancellation)
    if response.status == .findFailed { return false }
    if let failure = response.status.failure { throw failure }
    times.find = start.duration(to: now())
    return true
  }

  /// Selects and reads the card that was just found.
  ///
  /// When the card fails, the module is reset and everything from finding on is tried once more
  /// (docs/reader-protocol.md §1.5); `card.removed` when it is not found again.
  public func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent {
    isManagementSilent = false
    do throws(KioskFailure) {
      return try selectAndRead(cancellation, progress)
    } catch {
      guard [.cardReadFailed, .cardNotGenuine, .cardNotRecognised].contains(error.reason) else { throw error }
    }
    _ = try line.ask(.resetSAM, cancellation)
    toldAfter = nil
    progress(.find)
    guard try findCard(cancellation) else { throw KioskFailure(.cardRemoved) }
    return try selectAndRead(cancellation, progress)
  }

  /// Asks for the newest address: only of a card that still lies there there is an answer (docs/reader-protocol.md §1.5).
  public func isCardStillThere(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool? {
    guard habits.tellsNewestAddress else { return nil }
    let response = try line.ask(.readNewestAddress, cancellation)
    switch response.status {
    case .success, .noContent: return true
    case .commandWrong, .notPermitted: return nil
    default: return false
    }
  }

  /// False from a module that does not know the command.
  public func resetModule(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool {
    toldAfter = nil
    let response = try line.ask(.resetSAM, cancellation)
    if response.status == .commandWrong || response.status == .notPermitted { return false }
    if let failure = response.status.failure { throw failure }
    return true
  }

  /// Gives the device back.
  public func close() { line.close() }

  /// A module that does not take the size keeps its own.
  private func tellFrameSize(_ cancellation: CancelFlag) throws(KioskFailure) {
    guard let size = habits.rfFrame else { return }
    try line.prepare(cancellation)
    guard toldAfter != line.resets else { return }
    _ = try line.ask(.setMaximumRFFrame(size), cancellation)
    toldAfter = line.resets
  }

  private func selectAndRead(
    _ cancellation: CancelFlag, _ progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent {
    var middle = now()
    if habits.selects {
      progress(.select)
      let start = middle
      let selected = try line.ask(.selectCard, cancellation)
      if let failure = selected.status.failure { throw failure }
      middle = now()
      times.select = start.duration(to: middle)
    }
    progress(.read)
    // Between selecting and the base read, where one maker insists on it (docs/reader-protocol.md §1.5).
    let asks = habits.givesManagementNumber && !isManagementSilent
    let management = asks ? try extra(.readManagementNumber, cancellation) : nil
    let response = try line.ask(.readTextAndPhoto, cancellation)
    if let failure = response.status.failure { throw failure }
    guard let blocks = response.blocks else { throw KioskFailure(.readerBadAnswer) }
    times.read = middle.duration(to: now())
    var content = CardContent(text: Personal(blocks.text), photo: Personal(blocks.photo), timing: times)
    content.managementNumber = management.map { Personal($0) }
    if habits.tellsNewestAddress {
      progress(.portrait(content.photo))
      content.newestAddress = try extra(.readNewestAddress, cancellation).map { Personal($0) }
    }
    return content
  }

  /// What the card has beside its blocks, empty where it has none; `nil` from a module that does not tell.
  ///
  /// A reading is not lost for it.
  private func extra(_ command: SAMCommand, _ cancellation: CancelFlag) throws(KioskFailure) -> [UInt8]? {
    do throws(KioskFailure) {
      try line.checkQuiet(cancellation)
      let response = try line.ask(command, cancellation)
      if response.status == .noContent { return [] }
      return response.status == .success ? response.data : nil
    } catch {
      guard error.reason == .readerTimeout || error.reason == .readerBadAnswer else { throw error }
      // The line is cleaned by a reset, after which the card is found and read once more, without this question.
      if command == .readManagementNumber { isManagementSilent = true }
      return nil
    }
  }
}
