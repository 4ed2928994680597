internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import RPCTransport

/// Says whether somebody is at the counter with a document that counts.
struct NumberVisits: Sendable {
  let desk: Desk
  let uplink: ReaderUplink
  let live: LiveReadings
  let filing: Filing

  /// The visit for doing `act`; throws `session.*` for a card session that does not live or is another's.
  func visit(_ wire: WireVisit, _ act: Act, _ call: CounterCall) async throws(KioskFailure) -> NumberVisit {
    let proof: NumberVisit.Proof
    if let session = wire.session {
      try await uplink.refuseEnded(session, in: live)
      let reading = try await live.reading(of: session, for: call.owner)
      proof = .card(try filing.request(for: reading, by: call.party).values)
    } else if let person = wire.person, wire.verifiedByEye == true {
      try desk.check(call.party, mayDo: .typeDocument)
      proof = .seen(person: person)
    } else {
      throw KioskFailure(.requestBadParameters)
    }
    let (year, month, day) = WallClock.today()
    guard let today = CalendarDate(year: year, month: month, day: day) else {
      throw KioskFailure(.serviceInternal)
    }
    return NumberVisit(
      entry: call.entry(act, session: wire.session), proof: proof, today: today, clock: .now)
  }
}

extension ReaderUplink {
  /// Throws `session.ended` unless the reader daemon says at this moment that the card session lives.
  func refuseEnded(_ session: String, in live: LiveReadings) async throws(KioskFailure) {
    let readers = try await connection().call(ReaderList.self, Empty()).readers
    guard readers.contains(where: { $0.session == session }) else {
      await live.end(session)
      throw KioskFailure(.sessionEnded)
    }
  }
}
