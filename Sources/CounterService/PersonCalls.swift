internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import Portraits
internal import RPCTransport

/// What the archive holds, for those who may see it.
struct PersonCalls: Sendable {
  let archive: ArchiveAccess
  let portraits: PortraitClient

  func install(in calls: inout CounterCalls) {
    calls.on(PersonList.self, needs: .listPersons) {
      (params, _) async throws(KioskFailure) -> PersonList.Output in
      let page = try ListPage(offset: params.offset, limit: params.limit)
      let store = try await archive.opened()
      let persons = try await store.list(offset: page.offset, limit: page.limit).map(WirePersonSummary.init)
      return PersonList.Output(persons: persons, total: try await store.count())
    }
    calls.on(PersonFind.self, needs: .listPersons) {
      (params, call) async throws(KioskFailure) -> PersonFind.Output in
      try await search(params, call)
    }
    calls.on(PersonSee.self, needs: .seePerson) {
      (params, call) async throws(KioskFailure) -> PersonSee.Output in
      let person = try await find(params, shownTo: call.entry(.seePerson))
      let store = try await archive.opened()
      let readings = try await store.readings(person: person.id)
      let linked = try await store.links(of: person.id)
      return PersonSee.Output(person, readings: readings, linked: linked, today: try Today.date())
    }
    calls.on(PersonShow.self, needs: .showPerson) {
      (params, call) async throws(KioskFailure) -> PersonShow.Output in
      let person = try await find(params, shownTo: call.entry(.showPerson))
      let portrait = await portraits.decode(person.current.photoBlock)
      return PersonShow.Output(
        person: person.id, current: WireVersion(person.current), portrait: WirePortrait(portrait))
    }
    calls.on(PersonHistory.self, needs: .showHistory) {
      (params, call) async throws(KioskFailure) -> PersonHistory.Output in
      let store = try await archive.opened()
      let person = try await find(params, shownTo: call.entry(.showHistory))
      return PersonHistory.Output(
        person: person.id, versions: try await store.history(person: person.id).map(WireVersion.init),
        readings: try await store.readings(person: person.id).map(PersonHistory.Reading.init))
    }
  }

  private func find(
    _ params: PersonShow.Params, shownTo entry: AuditEntry
  ) async throws(KioskFailure) -> ArchivedPerson {
    let store = try await archive.opened()
    if let id = params.person { return try await store.person(id: id, shownTo: entry) }
    return try await store.person(
      number: try Self.number(params.number), mustBeAlone: true, shownTo: entry)
  }

  private func search(
    _ params: PersonFind.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> PersonFind.Output {
    let part = try ListPage(offset: params.offset, limit: params.limit)
    guard params.window?.utf8.count ?? 0 <= 64, params.batch?.utf8.count ?? 0 <= 64 else {
      throw KioskFailure(.requestBadParameters)
    }
    var search = PersonSearch(
      batch: params.batch, window: params.window, offset: part.offset, limit: part.limit)
    if params.number != nil { search.number = try Self.number(params.number) }
    if let name = params.name?.personal {
      guard name.disclosed().utf8.count <= 256, NameKey(name) != nil else {
        throw KioskFailure(.requestBadParameters)
      }
      search.name = name
    }
    if let mobile = params.mobile?.personal {
      guard let mobile = MobileNumber(mobile) else { throw KioskFailure(.phoneMalformed) }
      search.mobile = mobile
    }
    search.from = try Self.day(params.from)
    search.to = try Self.day(params.to)
    let page = try await archive.opened().search(search, shownTo: call.entry(.listPersons))
    return PersonFind.Output(
      persons: page.persons.map(WirePersonSummary.init), total: page.total,
      hasMore: part.offset + page.persons.count < page.total)
  }

  /// A number to look for; blanks around it come from the keyboard.
  static func number(_ number: OnTheWire<String>?) throws(KioskFailure) -> Personal<String> {
    guard let text = number?.personal.disclosed(), text.utf8.count <= 256 else {
      throw KioskFailure(.requestBadParameters)
    }
    let kept = text.split { $0.isWhitespace }.joined()
    guard !kept.isEmpty else { throw KioskFailure(.requestBadParameters) }
    return Personal(kept)
  }

  private static func day(_ text: String?) throws(KioskFailure) -> CalendarDate? {
    guard let text else { return nil }
    guard let day = CalendarDate(iso: text) else { throw KioskFailure(.requestBadParameters) }
    return day
  }
}
