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
  let sessions: CardSessions
  let filing: Filing

  /// The visit for doing `act`; throws `session.*` for a card session that does not live or is another's.
  func visit(_ wire: WireVisit, _ act: Act, _ call: CounterCall) async throws(KioskFailure) -> NumberVisit {
    let proof: NumberVisit.Proof
    if let session = wire.session {
      let reading = try await sessions.reading(of: session, for: call.owner)
      proof = .card(try filing.request(for: reading, by: call.party).values)
    } else if let person = wire.person, wire.verifiedByEye == true {
      try desk.check(call.party, mayDo: .typeDocument)
      proof = .seen(person: person)
    } else {
      throw KioskFailure(.requestBadParameters)
    }
    return NumberVisit(
      entry: call.entry(act, session: wire.session), proof: proof, today: try Today.date(), clock: .now)
  }
}
