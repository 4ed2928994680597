internal import Bytes
internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import RPCTransport

/// Batches but for the swiping: opening, looking, states, codes.
struct BatchCalls: Sendable {
  /// The longest name of a batch, an enterprise or somebody who brought cards, in characters.
  static let longestName = 100

  let desk: Desk
  let archive: ArchiveAccess
  let delivery: CentreDelivery

  func install(in calls: inout CounterCalls) {
    installLooking(in: &calls)
    installKeeping(in: &calls)
    calls.on(BatchOpen.self, needs: .openBatch) {
      (params, call) async throws(KioskFailure) -> BatchOpen.Output in
      var generator = SystemRandomNumberGenerator()
      let code = BatchCode.make(using: &generator)
      let opening = try Self.opening(params, code: code)
      let batch = try await archive.opened().openBatch(opening, by: call.entry(.openBatch))
      // The centre may go away before the first card is laid.
      await delivery.openBatches.remember(batch.id, batch.counters)
      return BatchOpen.Output(batch: batch.id, code: OnTheWire(code))
    }
    calls.on(BatchEnter.self, needs: .signIn) {
      (params, call) async throws(KioskFailure) -> BatchEnter.Output in
      let holder = ActingParty.batchHolder(batch: params.batch)
      try desk.check(holder, mayDo: .swipeCard)
      try await archive.opened().enterBatch(
        params.batch, code: params.code.personal, by: call.entry(.signIn))
      let token = try await desk.signIns.begin(holder)
      if case .page = call.caller.origin { return BatchEnter.Output(token: token) }
      call.caller.token = token
      return BatchEnter.Output(token: nil)
    }
  }

  private func installLooking(in calls: inout CounterCalls) {
    calls.on(BatchList.self, needs: .seeBatch) {
      (params, call) async throws(KioskFailure) -> BatchList.Output in
      let page = try ListPage(offset: params.offset, limit: params.limit)
      let batches = try await archive.opened().batches(
        in: call.party.batchScope, offset: page.offset, limit: page.limit)
      // Should the centre go away now, those that are open take cards.
      for batch in batches { await delivery.openBatches.note(batch) }
      return BatchList.Output(batches: try Self.open(batches, to: call).map(WireBatch.init))
    }
    calls.on(BatchShow.self, needs: .seeBatch) {
      (params, call) async throws(KioskFailure) -> BatchShow.Output in
      let page = try ListPage(offset: params.offset, limit: params.limit)
      let store = try await archive.opened()
      let batch = try await store.batch(params.batch, in: call.party.batchScope)
      await delivery.openBatches.note(batch)
      _ = try Self.open([batch], to: call)
      let hasList = batch.counters.expected != nil
      return BatchShow.Output(
        batch: WireBatch(batch),
        rows: try await store.swipes(of: batch.id, newestFirst: true, offset: page.offset, limit: page.limit)
          .map { WireSwipe($0, hasList: hasList) },
        rowCount: try await store.swipeCount(of: batch.id),
        missing: try await store.missing(of: batch.id, offset: page.offset, limit: page.limit).map(
          WireMissing.init))
    }
    calls.on(BatchExport.self, needs: .exportBatch) {
      (params, call) async throws(KioskFailure) -> BatchExport.Output in
      try await BatchSheet(store: try await archive.opened()).part(params, call)
    }
  }

  private func installKeeping(in calls: inout CounterCalls) {
    calls.on(BatchPause.self, needs: .keepBatch) { (params, call) async throws(KioskFailure) -> WireBatch in
      try await set(.paused, params, call)
    }
    calls.on(BatchResume.self, needs: .keepBatch) { (params, call) async throws(KioskFailure) -> WireBatch in
      try await set(.open, params, call)
    }
    calls.on(BatchClose.self, needs: .keepBatch) { (params, call) async throws(KioskFailure) -> WireBatch in
      let batch = try await set(.closed, params, call)
      await desk.signIns.endHolders(ofBatch: batch.batch)
      return batch
    }
    calls.on(BatchRemove.self, needs: .keepBatch) { (params, call) async throws(KioskFailure) -> WireBatch in
      WireBatch(
        try await archive.opened().removeSwipe(
          params.row, fromBatch: params.batch, in: call.party.batchScope, by: call.entry(.keepBatch)))
    }
    calls.on(BatchRenewCode.self, needs: .keepBatch) {
      (params, call) async throws(KioskFailure) -> BatchOpen.Output in
      var generator = SystemRandomNumberGenerator()
      let code = BatchCode.make(using: &generator)
      try await archive.opened().setCode(
        code, ofBatch: params.batch, in: call.party.batchScope, by: call.entry(.keepBatch))
      await desk.signIns.endHolders(ofBatch: params.batch)
      return BatchOpen.Output(batch: params.batch, code: OnTheWire(code))
    }
  }

  private func set(
    _ state: BatchState, _ params: BatchName, _ call: CounterCall
  ) async throws(KioskFailure) -> WireBatch {
    WireBatch(
      try await delivery.set(
        state, ofBatch: params.batch, in: call.party.batchScope, by: call.entry(.keepBatch)))
  }

  /// The code of a batch is good until it is closed.
  private static func open(
    _ batches: [BatchSummary], to call: CounterCall
  ) throws(KioskFailure) -> [BatchSummary] {
    if case .batchHolder = call.party, batches.contains(where: { $0.state == .closed }) {
      throw KioskFailure(.batchClosed)
    }
    return batches
  }

  private static func opening(
    _ params: BatchOpen.Params, code: Personal<String>
  ) throws(KioskFailure) -> BatchOpening {
    guard let name = named(params.name), let enterprise = named(params.enterprise.name) else {
      throw KioskFailure(.requestBadParameters)
    }
    guard let enterpriseCode = EnterpriseCode(params.enterprise.code) else {
      throw KioskFailure(.batchEnterpriseInvalid)
    }
    var broughtBy: Personal<String>?
    if let given = params.broughtBy?.personal {
      broughtBy = given.map { named($0) ?? "" }
      let isTooLong = broughtBy?.disclosed().isEmpty == true && !given.disclosed().isEmpty
      guard !isTooLong else { throw KioskFailure(.requestBadParameters) }
    }
    return BatchOpening(
      name: name, enterpriseName: enterprise, enterpriseCode: enterpriseCode,
      broughtBy: broughtBy?.disclosed().isEmpty == true ? nil : broughtBy,
      expected: try ExpectedPeople.read(params), code: code)
  }

  /// The text without blanks at its ends; `nil` where nothing or too much is left.
  private static func named(_ text: String) -> String? {
    let trimmed = text.trimmed()
    return (1...longestName).contains(trimmed.count) ? trimmed : nil
  }
}
