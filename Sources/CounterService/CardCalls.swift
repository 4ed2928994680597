internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// Reading, done and filing, as the counter answers them.
struct CardCalls: Sendable {
  let desk: Desk
  let sessions: CardSessions
  let reads: CardReads
  let filing: Filing

  func install(in calls: inout CounterCalls) {
    calls.on(CardRead.self, needs: .readCard) { (params, call) async throws(KioskFailure) -> WireReading in
      try await read(params, call)
    }
    calls.on(CardCompare.self, needs: .compareCard) {
      (params, call) async throws(KioskFailure) -> CardCompare.Output in
      let reading = try await sessions.reading(of: params.session, for: call.owner)
      return try await filing.compare(reading, for: call)
    }
    calls.on(CardFile.self, needs: .fileCard) { (params, call) async throws(KioskFailure) -> WireFiling in
      let reading = try await sessions.reading(of: params.session, for: call.owner)
      guard let outcome = await filing.file(reading, for: call).filing else {
        throw KioskFailure(.serviceInternal)
      }
      return outcome
    }
    calls.on(CardText.self, needs: .readCard) {
      (params, call) async throws(KioskFailure) -> CardText.Output in
      try await sessions.uplink.connection().call(
        CardText.self, CardText.Params(session: params.session, owner: call.owner))
    }
    calls.on(CardDone.self, needs: .endSession) {
      (params, call) async throws(KioskFailure) -> CardDone.Output in
      try await sessions.end(params.session, for: call.owner)
    }
    calls.on(ReaderList.self, needs: .seeWindow) {
      (params, _) async throws(KioskFailure) -> ReaderList.Output in
      try await sessions.uplink.connection().call(ReaderList.self, params)
    }
    calls.on(Watch.self, needs: .seeWindow) { (_, call) async throws(KioskFailure) -> Empty in
      call.caller.watch()
      return Empty()
    }
  }

  private func read(
    _ params: CardRead.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> WireReading {
    let wantsFiling = params.file == true
    if wantsFiling { try desk.check(call.party, mayDo: .fileCard) }
    let caller = call.caller
    let acquired = try await reads.read(
      reader: params.reader, timeoutSeconds: params.timeoutSeconds, for: call
    ).result.get()
    // The clerk may have been locked out while the call waited for a card.
    try await desk.confirm(call, mayStillDo: wantsFiling ? .fileCard : .readCard)
    await sessions.live.keep(acquired, for: call.owner)
    guard wantsFiling else { return acquired.reading }
    let reading = acquired.reading
    caller.notify(ReadProgress(reader: reading.reader.id, session: reading.session, step: .filing))
    return await filing.file(acquired, for: call)
  }
}
