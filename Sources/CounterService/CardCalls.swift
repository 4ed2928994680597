internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// Reading, done and filing, as the counter answers them.
struct CardCalls: Sendable {
  let uplink: ReaderUplink
  let live: LiveReadings
  let filing: Filing

  func install(in router: inout RPCRouter) {
    router.on(CardRead.self) { (params, caller) async throws(KioskFailure) -> WireReading in
      try await read(params, caller)
    }
    router.on(CardFile.self) { (params, caller) async throws(KioskFailure) -> WireFiling in
      try await refuseEnded(params.session)
      let reading = try await live.reading(of: params.session, for: Self.owner(caller))
      guard let outcome = await filing.file(reading).filing else { throw KioskFailure(.serviceInternal) }
      return outcome
    }
    router.on(CardDone.self) { (params, caller) async throws(KioskFailure) -> CardDone.Output in
      let client = try await uplink.connection()
      let owner = Self.owner(caller)
      return try await client.call(CardDone.self, CardDone.Params(session: params.session, owner: owner))
    }
    router.on(ReaderList.self) { (params, _) async throws(KioskFailure) -> ReaderList.Output in
      try await uplink.connection().call(ReaderList.self, params)
    }
    router.on(Watch.self) { (_, caller) async throws(KioskFailure) -> Empty in
      caller.watch()
      return Empty()
    }
  }

  private func read(_ params: CardRead.Params, _ caller: RPCCaller) async throws(KioskFailure) -> WireReading
  {
    let owner = Self.owner(caller)
    let client = try await uplink.connection()
    let forwarding = startTask {
      for await notification in client.notifications {
        if let progress = notification.content(ReadProgress.self) { caller.notify(progress) }
      }
    }
    let result: Result<CardAcquire.Output, KioskFailure>
    do throws(KioskFailure) {
      result = .success(
        try await client.call(
          CardAcquire.self,
          CardAcquire.Params(reader: params.reader, timeoutSeconds: params.timeoutSeconds, owner: owner)))
    } catch {
      result = .failure(error)
    }
    // What was told on the way goes out before the answer.
    client.close()
    await forwarding.value
    var acquired = try result.get()
    acquired.reading.window = filing.windowID
    await live.keep(acquired, for: owner)
    guard params.file == true else { return acquired.reading }
    let reading = acquired.reading
    caller.notify(ReadProgress(reader: reading.reader.id, session: reading.session, step: .filing))
    return await filing.file(acquired)
  }

  /// The reader daemon knows which sessions live; its word counts at the moment of the write.
  private func refuseEnded(_ session: String) async throws(KioskFailure) {
    let readers = try await uplink.connection().call(ReaderList.self, Empty()).readers
    guard readers.contains(where: { $0.session == session }) else {
      await live.end(session)
      throw KioskFailure(.sessionEnded)
    }
  }

  /// Sessions belong to the user at the other end of the socket; nobody signs in on it.
  private static func owner(_ caller: RPCCaller) -> SessionOwner {
    SessionOwner(uid: caller.peer.uid, clerk: nil)
  }
}
