internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import Portraits

/// Name and portrait of persons on file, for a site office (docs/counter-rules.md §4).
struct RosterCalls: Sendable {
  let archive: ArchiveAccess
  let portraits: PortraitClient
  let sessions: CardSessions

  func install(in calls: inout CounterCalls) {
    calls.on(RosterFind.self, needs: .findInRoster) {
      (params, call) async throws(KioskFailure) -> RosterFind.Output in
      try await find(try PersonCalls.number(params.number), call.entry(.findInRoster))
    }
    calls.on(CardPerson.self, needs: .findInRoster) {
      (params, call) async throws(KioskFailure) -> RosterFind.Output in
      let reading = try await sessions.reading(of: params.session, for: call.owner)
      let values = FiledValues(document: reading.reading.document.document, portraitBlock: nil)
      let entry = call.entry(.findInRoster, session: params.session)
      return try await shown(try await archive.opened().person(fitting: values, shownTo: entry))
    }
  }

  private func find(
    _ number: Personal<String>, _ entry: AuditEntry
  ) async throws(KioskFailure) -> RosterFind.Output {
    try await shown(try await archive.opened().person(number: number, mustBeAlone: false, shownTo: entry))
  }

  private func shown(_ person: ArchivedPerson) async throws(KioskFailure) -> RosterFind.Output {
    let document = person.current.document
    let portrait = await portraits.decode(person.current.photoBlock)
    return RosterFind.Output(
      person: person.id, kind: document.kind,
      numberMasked: document.number.map { Masking.number($0).disclosed() } ?? "",
      name: OnTheWire(document.shownName ?? Personal("")), portrait: WirePortrait(portrait),
      expired: document.isExpired(today: try Today.date()))
  }
}
