internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData
internal import RPCTransport

/// What the archive holds, for those who may see it.
struct PersonCalls: Sendable {
  /// The longest page of a list.
  static let largestPage = 200

  let archive: ArchiveAccess

  func install(in calls: inout CounterCalls) {
    calls.on(PersonList.self, needs: .listPersons) {
      (params, _) async throws(KioskFailure) -> PersonList.Output in
      guard let offset = Self.within(params.offset ?? 0, 0...Int(Int32.max)),
        let limit = Self.within(params.limit ?? 50, 1...Self.largestPage)
      else { throw KioskFailure(.requestBadParameters) }
      let store = try await archive.opened()
      let persons = try await store.list(offset: offset, limit: limit).map(WirePersonSummary.init)
      return PersonList.Output(persons: persons, total: try await store.count())
    }
    calls.on(PersonShow.self, needs: .showPerson) {
      (params, call) async throws(KioskFailure) -> PersonShow.Output in
      let store = try await archive.opened()
      let person = try await store.person(id: try await find(params).id, shownTo: call.entry(.showPerson))
      return PersonShow.Output(person: person.id, current: WireVersion(person.current))
    }
    calls.on(PersonHistory.self, needs: .showHistory) {
      (params, call) async throws(KioskFailure) -> PersonHistory.Output in
      let store = try await archive.opened()
      let person = try await find(params)
      return PersonHistory.Output(
        person: person.id,
        versions: try await store.history(person: person.id, shownTo: call.entry(.showHistory))
          .map(WireVersion.init),
        readings: try await store.readings(person: person.id).map(PersonHistory.Reading.init))
    }
  }

  private func find(_ params: PersonShow.Params) async throws(KioskFailure) -> ArchivedPerson {
    let store = try await archive.opened()
    if let id = params.person { return try await store.person(id: id) }
    guard let number = params.number?.personal else { throw KioskFailure(.requestBadParameters) }
    for kind in DocumentKind.allCases where kind != .unknown {
      do throws(KioskFailure) {
        return try await store.person(kind: kind, number: number)
      } catch {
        guard error.reason == .personUnknown else { throw error }
      }
    }
    throw KioskFailure(.personUnknown)
  }

  private static func within(_ number: Int, _ range: ClosedRange<Int>) -> Int? {
    range.contains(number) ? number : nil
  }
}
