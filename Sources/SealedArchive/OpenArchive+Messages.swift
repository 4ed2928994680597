internal import KioskProtocol
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit

/// The outbox.
extension OpenArchive {
  private static let format: UInt8 = 1

  /// Queues a message inside a transaction that somebody began.
  func queue(
    _ message: OutgoingMessage, kind: StoredMessage.Kind, ends: Int, entry: AuditEntry
  ) throws(KioskFailure) {
    var content = EntryWriter(format: Self.format)
    content.add("number", message.number.digits.disclosed())
    content.add("text", message.text.disclosed())
    let sealed = try keys.own.data.seal(content.bytes, for: .message(id: message.id))
    try told(try db.insertMessage(message.id, kind: kind, sealed: sealed, ends: ends, entry: entry))
  }

  func queue(
    _ message: OutgoingMessage, kind: StoredMessage.Kind, life: Int, entry: AuditEntry, clock: ClockReading
  ) throws(KioskFailure) -> StoredMessage {
    try transaction { db throws(KioskFailure) in
      let now = try self.count(to: clock, at: entry.at)
      try self.queue(message, kind: kind, ends: now + life * 1_000, entry: entry)
      try self.note(entry, about: nil, outcome: "queued")
      guard let queued = try told(try db.message(message.id)) else { throw KioskFailure(.archiveDamaged) }
      return queued
    }
  }

  /// The message to send next, noted as being sent.
  func nextMessage(_ clock: ClockReading, at time: String) throws(KioskFailure) -> NextMessage {
    try transaction { db throws(KioskFailure) in
      let now = try self.count(to: clock, at: time)
      let ended = try self.take(.lifeOver, for: try told(try db.messagesOver(at: now)), at: time)
      guard let due = try told(try db.oldestDueMessage(at: self.window)) else {
        return NextMessage(nil, ended: ended)
      }
      let plain = try self.keys.own.data.open(due.sealed, from: .message(id: due.id))
      guard let content = Entries(plain, format: Self.format), let text = content.text("text"),
        let number = content.text("number").flatMap({ MobileNumber(Personal($0)) })
      else { throw KioskFailure(.archiveDamaged) }
      var delivery = Delivery()
      delivery.take(.begun)
      try told(try db.set(delivery, of: due.id, at: time))
      return NextMessage(
        OutgoingMessage(id: due.id, number: number, text: Personal(text)), ended: ended)
    }
  }

  /// To whom a message goes that still has its text.
  func recipient(of message: (id: String, sealed: [UInt8])) throws(KioskFailure) -> MobileNumber? {
    let plain = try keys.own.data.open(message.sealed, from: .message(id: message.id))
    return Entries(plain, format: Self.format)?.text("number").flatMap { MobileNumber(Personal($0)) }
  }

  func settle(_ id: String, _ event: Delivery.Event, at time: String) throws(KioskFailure)
    -> StoredMessage?
  {
    try transaction { db throws(KioskFailure) in
      guard var message = try told(try db.message(id)), message.delivery.take(event) else { return nil }
      try told(try db.set(message.delivery, of: id, at: time))
      message.changedAt = time
      return message
    }
  }

  func recover(_ event: Delivery.Event, at time: String) throws(KioskFailure) -> [StoredMessage] {
    try transaction { db throws(KioskFailure) in
      try self.take(event, for: try told(try db.messagesUnderWay(at: self.window)), at: time)
    }
  }

  /// Counts time on inside a transaction; what nobody knows the age of ends here.
  func count(to reading: ClockReading, at time: String) throws(KioskFailure) -> Int {
    var clock = try told(try db.countedTime()) ?? CountedClock(reading)
    if !clock.advance(to: reading) {
      try told(try db.expireAllChallenges())
      try told(try db.deleteAllSessions())
      try take(.lifeOver, for: try told(try db.messagesOver(at: .max)), at: time)
    }
    try told(try db.setCountedTime(clock))
    return clock.latest
  }

  /// Returns those that it changed.
  @discardableResult
  private func take(
    _ event: Delivery.Event, for messages: [StoredMessage], at time: String
  ) throws(KioskFailure) -> [StoredMessage] {
    var changed: [StoredMessage] = []
    for var message in messages where message.delivery.take(event) {
      try told(try db.set(message.delivery, of: message.id, at: time))
      message.changedAt = time
      changed.append(message)
    }
    return changed
  }
}
