public import KioskProtocol
internal import LinuxPlatform
public import OneTimeCodes
public import PersonArchive

extension ArchiveStore {
  /// The number of the person whose document is at hand, and the code that waits for it.
  public func number(_ visit: NumberVisit) throws(KioskFailure) -> NumberOnFile {
    try opened().number(visit)
  }

  /// Issues a code and queues its message.
  public func issue(_ order: CodeOrder) throws(KioskFailure) -> NumberOnFile { try opened().issue(order) }

  /// Binds the number when the code is right.
  public func confirm(_ answer: CodeAnswer) throws(KioskFailure) -> NumberOnFile {
    try opened().confirm(answer)
  }

  /// Ends a binding without a new one.
  public func release(_ release: NumberRelease) throws(KioskFailure) { try opened().release(release) }

  /// The oldest message that may be sent, noted as being sent before this returns.
  public func nextMessage(_ clock: ClockReading) throws(KioskFailure) -> NextMessage {
    try opened().nextMessage(clock, at: WallClock.now())
  }

  /// Takes what happened to a message; the message where that changed anything.
  @discardableResult
  public func settle(
    _ message: String, _ event: Delivery.Event, at time: String
  ) throws(KioskFailure) -> StoredMessage? {
    try opened().settle(message, event, at: time)
  }

  /// Takes `event` for every message that was being sent when the program ended.
  @discardableResult
  public func recover(_ event: Delivery.Event, at time: String) throws(KioskFailure) -> [StoredMessage] {
    try opened().recover(event, at: time)
  }

  /// The newest messages.
  public func messages(limit: Int) throws(KioskFailure) -> [StoredMessage] {
    let archive = try opened()
    return try told(try archive.db.messages(limit: min(max(limit, 0), OpenArchive.longestPage)))
  }

  /// Queues a message that has to do with no person.
  public func queue(
    _ message: OutgoingMessage, kind: StoredMessage.Kind, life: Int, entry: AuditEntry, clock: ClockReading
  ) throws(KioskFailure) -> StoredMessage {
    try opened().queue(message, kind: kind, life: life, entry: entry, clock: clock)
  }
}
