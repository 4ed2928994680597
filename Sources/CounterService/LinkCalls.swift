internal import CounterRules
internal import KioskProtocol
internal import PersonArchive

/// Two documents of one human.
struct LinkCalls: Sendable {
  let archive: ArchiveAccess

  func install(in calls: inout CounterCalls) {
    calls.on(PersonLink.self, needs: .linkPersons) {
      (params, call) async throws(KioskFailure) -> PersonLink.Output in
      let store = try await archive.opened()
      try await store.link(params.person, with: params.other, by: call.entry(.linkPersons))
      return PersonLink.Output(linked: try await store.links(of: params.person))
    }
    calls.on(PersonUnlink.self, needs: .linkPersons) {
      (params, call) async throws(KioskFailure) -> PersonUnlink.Output in
      let store = try await archive.opened()
      try await store.unlink(params.person, from: params.other, by: call.entry(.linkPersons))
      return PersonLink.Output(linked: try await store.links(of: params.person))
    }
  }
}
