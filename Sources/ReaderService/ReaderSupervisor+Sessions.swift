internal import KioskProtocol
internal import LinuxPlatform

/// The life of card sessions on one reader.
extension ReaderSupervisor {
  /// The reader reported a card that came or went.
  func cardReported(present: Bool, insertion: UInt64) {
    guard reports else { return }
    if presence?.insertion != insertion || !present { isLeftUnread = false }
    presence = (present, insertion)
    if present, session?.insertion != insertion {
      beginSession(owner: nil, insertion: insertion)
    } else if !present {
      context.tell(CardChanged(reader: id, session: session?.id, state: .lifted))
    }
    bell.ring()
  }

  /// Ends the session that lives here and begins one for the card that was just found.
  @discardableResult
  func beginSession(owner: SessionOwner?, insertion: UInt64?) -> String {
    endSession()
    let new = CardSession(id: RandomToken.make(), owner: owner, insertion: insertion)
    session = new
    context.tell(CardChanged(reader: id, session: new.id, state: .found))
    return new.id
  }

  /// Ends the session, if there is one; its values are gone from this process.
  func endSession() {
    guard let ended = session else { return }
    if ended.reading != nil || ended.owner != nil { usedInsertion = ended.insertion }
    session = nil
    ended.expiry?.cancel()
    context.tell(CardChanged(reader: id, session: ended.id, state: .ended))
  }

  /// Ends the session `id` when its time is over.
  func expire(_ id: String) { if session?.id == id { endSession() } }

  /// Keeps what stands on the card while its portrait is made.
  func keep(_ text: CardText.Output, in id: String) throws(KioskFailure) {
    guard !isGone else { throw KioskFailure(.readerGone) }
    guard session?.id == id, session?.reading == nil else { throw KioskFailure(.cardRemoved) }
    session?.text = text
  }

  /// What stands on the card of the session `id`; `nil` where it is not this reader's.
  func text(of id: String, owner: SessionOwner) throws(KioskFailure) -> CardText.Output? {
    guard let session, session.id == id else { return nil }
    guard session.owner == owner else { throw KioskFailure(.sessionNotYours) }
    guard let text = session.text else { throw KioskFailure(.sessionNothingRead) }
    return text
  }

  /// Puts a reading into the session it was made for; never into another.
  func keep(_ reading: SessionReading, in id: String) throws(KioskFailure) {
    guard !isGone else { throw KioskFailure(.readerGone) }
    guard session?.id == id, session?.reading == nil else { throw KioskFailure(.cardRemoved) }
    session?.reading = reading
    usedInsertion = session?.insertion
    session?.expiry = WorkQueue.shared.after(context.sessionLife) { [weak self] in
      guard let self else { return }
      startTask { await self.expire(id) }
    }
  }

  /// Ends the owner's session on `done`; whether there was one.
  func done(_ wanted: String?, owner: SessionOwner) throws(KioskFailure) -> Bool {
    guard let session, wanted == nil || session.id == wanted else { return false }
    guard session.owner == owner else {
      if wanted != nil { throw KioskFailure(.sessionNotYours) }
      return false
    }
    isLeftUnread = session.reading == nil
    endSession()
    return true
  }

  /// Lets a card that could not be read count anew as it lies there.
  func takeAgain() {
    guard isLeftUnread else { return }
    isLeftUnread = false
    usedInsertion = nil
  }
}
