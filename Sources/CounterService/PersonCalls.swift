internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData
internal import RPCTransport

/// What the archive holds, for those who may see it: the daemon's own user and root.
struct PersonCalls: Sendable {
  /// The longest page of a list.
  static let largestPage = 200

  let archive: ArchiveAccess

  func install(in router: inout RPCRouter) {
    router.on(PersonList.self) { (params, caller) async throws(KioskFailure) -> PersonList.Output in
      try Self.check(caller)
      guard let offset = Self.within(params.offset ?? 0, 0...Int(Int32.max)),
        let limit = Self.within(params.limit ?? 50, 1...Self.largestPage)
      else { throw KioskFailure(.requestBadParameters) }
      let store = try await archive.opened()
      let persons = try await store.list(offset: offset, limit: limit).map(WirePersonSummary.init)
      return PersonList.Output(persons: persons, total: try await store.count())
    }
    router.on(PersonShow.self) { (params, caller) async throws(KioskFailure) -> PersonShow.Output in
      try Self.check(caller)
      let person = try await find(params)
      return PersonShow.Output(person: person.id, current: WireVersion(person.current))
    }
    router.on(PersonHistory.self) { (params, caller) async throws(KioskFailure) -> PersonHistory.Output in
      try Self.check(caller)
      let store = try await archive.opened()
      let person = try await find(params)
      return PersonHistory.Output(
        person: person.id, versions: try await store.history(person: person.id).map(WireVersion.init),
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

  private static func check(_ caller: RPCCaller) throws(KioskFailure) {
    guard [0, ProcessIdentity.uid].contains(caller.peer.uid) else { throw KioskFailure(.rightsDenied) }
  }

  private static func within(_ number: Int, _ range: ClosedRange<Int>) -> Int? {
    range.contains(number) ? number : nil
  }
}
