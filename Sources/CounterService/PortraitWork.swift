internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import Portraits

/// Goes through the portrait blocks on file with the decoder that is there now.
struct PortraitWork: Sendable {
  /// The name that its progress is kept under.
  private static let task = "portraits"
  /// Persons of one call: a caller hears of it every second or so.
  private static let persons = 32

  let archive: ArchiveAccess
  let portraits: PortraitClient

  func install(in calls: inout CounterCalls) {
    calls.on(ArchiveDecodePortraits.self, needs: .keepArchive) {
      (params, call) async throws(KioskFailure) -> ArchiveDecodePortraits.Output in
      let store = try await archive.opened()
      let mark = params.anew == true ? 0 : try await store.progress(of: Self.task) ?? 0
      let page = try await store.persons(after: mark, limit: Self.persons)
      var output = ArchiveDecodePortraits.Output(
        decoded: 0, absent: 0, failed: [], damaged: 0, next: page.mark)
      for person in page.persons { try await decode(person, store, &output) }
      var entry = call.entry(.keepArchive)
      entry.subject = Self.task
      try await store.setProgress(of: Self.task, to: page.mark)
      try await store.note(
        entry, outcome: "\(output.decoded) decoded, \(output.failed.count) failed, \(output.absent) absent")
      return output
    }
  }

  private func decode(
    _ person: String, _ store: any CounterArchive, _ output: inout ArchiveDecodePortraits.Output
  ) async throws(KioskFailure) {
    let versions: [ArchivedVersion]
    do throws(KioskFailure) { versions = try await store.history(person: person) } catch {
      // Erased meanwhile, or damaged: neither is in the others' way.
      if error.reason == .archiveDamaged {
        output.damaged += 1
      } else if error.reason != .personUnknown {
        throw error
      }
      return
    }
    for version in versions {
      switch await portraits.decode(version.photoBlock) {
      case .decoded: output.decoded += 1
      case .absent: output.absent += 1
      case .noDecoder: throw KioskFailure(.portraitNoDecoder)
      case .failed(let reason):
        output.failed.append(.init(person: person, version: version.number, reason: reason))
      }
    }
  }
}
