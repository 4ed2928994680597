internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import Portraits

/// What a supervisor does about readings that contradict a person on file (docs/counter-rules.md).
struct ConflictCalls: Sendable {
  let archive: ArchiveAccess
  let portraits: PortraitClient

  func install(in calls: inout CounterCalls) {
    calls.on(ConflictList.self, needs: .resolveConflict) {
      (params, _) async throws(KioskFailure) -> ConflictList.Output in
      let page = try ListPage(offset: params.offset, limit: params.limit)
      let store = try await archive.opened()
      let conflicts = try await store.conflicts(offset: page.offset, limit: page.limit)
      return ConflictList.Output(
        conflicts: conflicts.map(ConflictList.Conflict.init), total: try await store.conflictCount())
    }
    calls.on(ConflictShow.self, needs: .resolveConflict) {
      (params, call) async throws(KioskFailure) -> ConflictShow.Output in
      let pair = try await archive.opened().conflict(
        session: params.session, shownTo: call.entry(.resolveConflict))
      let (conflict, current) = (pair.conflict, pair.person.current)
      return ConflictShow.Output(
        session: conflict.origin.session, person: pair.person.id, readAt: conflict.origin.readAt,
        window: conflict.origin.window, clerk: conflict.origin.clerk,
        reader: WireReading.Reader(conflict.origin.reader), document: WireDocument(conflict.document),
        portrait: WirePortrait(await portraits.decode(conflict.photoBlock)),
        findings: conflict.findings.map(WireReading.Finding.init), changed: conflict.changed.map(\.rawValue),
        current: WireVersion(current),
        currentPortrait: WirePortrait(await portraits.decode(current.photoBlock)))
    }
    calls.on(ConflictResolve.self, needs: .resolveConflict) {
      (params, call) async throws(KioskFailure) -> ConflictResolve.Output in
      let settlement: ConflictSettlement =
        switch params.settlement {
        case .takeNew: .takeNew
        case .newPerson: .newPerson
        case .keepOld: .keepOld
        }
      let result = try await archive.opened().settle(
        conflict: params.session, settlement, by: call.entry(.resolveConflict))
      return ConflictResolve.Output(
        person: result.person ?? "", outcome: WireFiling.Outcome(result.outcome), version: result.version)
    }
  }
}

extension ConflictList.Conflict {
  /// Masked, as lists are.
  fileprivate init(_ conflict: ArchivedConflict) {
    self.init(
      session: conflict.origin.session, readAt: conflict.origin.readAt, window: conflict.origin.window,
      clerk: conflict.origin.clerk, person: conflict.conflictingPerson, kind: conflict.document.kind,
      numberMasked: conflict.document.number.map { Masking.number($0).disclosed() } ?? "",
      nameMasked: conflict.document.shownName.map { Masking.name($0).disclosed() } ?? "",
      changed: conflict.changed.map(\.rawValue))
  }
}
