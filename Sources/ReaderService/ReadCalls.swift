internal import FoundationEssentials
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import RPCTransport

/// What the reader daemon answers.
struct ReadCalls: Sendable {
  /// How long a read waits for a card when the caller does not say.
  static let defaultWait = Duration.seconds(30)
  /// The longest wait a caller may ask for.
  static let longestWait = 3_600.0

  let registry: ReaderRegistry

  /// Everything, under its names.
  func install(in router: inout RPCRouter) {
    router.on(ReaderList.self) { (_, _) async throws(KioskFailure) -> ReaderList.Output in
      var readers: [WireReader] = []
      for supervisor in await registry.readers { readers.append(await supervisor.listed) }
      return ReaderList.Output(readers: readers)
    }
    router.on(CardAcquire.self) { (params, caller) async throws(KioskFailure) -> CardAcquire.Output in
      try await acquire(params, caller)
    }
    router.on(CardText.self) { (params, caller) async throws(KioskFailure) -> CardText.Output in
      let owner = params.owner ?? SessionOwner(uid: caller.uid, clerk: nil)
      for supervisor in await registry.readers {
        if let text = try await supervisor.text(of: params.session, owner: owner) { return text }
      }
      throw KioskFailure(.sessionEnded)
    }
    router.on(CardDone.self) { (params, caller) async throws(KioskFailure) -> CardDone.Output in
      try await done(params, caller)
    }
    router.on(ReaderRecord.self) { (params, _) async throws(KioskFailure) -> Empty in
      try await registry.reader(params.reader).record(params.on)
      return Empty()
    }
    router.on(ReaderAccept.self) { (params, _) async throws(KioskFailure) -> Empty in
      try await registry.reader(params.reader).accept()
      return Empty()
    }
    router.on(ReaderReset.self) { (params, _) async throws(KioskFailure) -> ReaderReset.Output in
      let supervisor = try await registry.reader(params.reader)
      let token = RandomToken.make()
      try await supervisor.claim(token)
      let result: Result<Bool, KioskFailure>
      do throws(KioskFailure) { result = .success(try await supervisor.reset()) } catch {
        result = .failure(error)
      }
      await supervisor.release(token)
      return ReaderReset.Output(module: try result.get())
    }
    router.on(ReaderCheck.self) { (params, _) async throws(KioskFailure) -> ReaderCheck.Output in
      let wait = try Self.wait(params.timeoutSeconds)
      let supervisor = try await registry.reader(params.reader)
      let token = RandomToken.make()
      try await supervisor.claim(token)
      let result = await Self.checked(supervisor, wait)
      await supervisor.release(token)
      return ReaderCheck.Output(lines: try result.get())
    }
    router.on(Watch.self) { (_, caller) async throws(KioskFailure) -> Empty in
      caller.watch()
      return Empty()
    }
  }

  private func acquire(
    _ params: CardAcquire.Params, _ caller: RPCCaller
  ) async throws(KioskFailure) -> CardAcquire.Output {
    let wait = try Self.wait(params.timeoutSeconds)
    let owner = params.owner ?? SessionOwner(uid: caller.uid, clerk: nil)
    let token = RandomToken.make()
    let claimed = try await claim(params.reader, token)
    if params.again == true { for supervisor in claimed { await supervisor.takeAgain() } }
    let waiting = CardWait(owner: owner, claim: token, deadline: .now + wait) { caller.notify($0) }
    let reading = try await waiting.first(of: claimed) {
      (supervisor, found) async throws(KioskFailure) -> SessionReading in
      try await self.reading(of: found, at: supervisor, caller)
    }
    return CardAcquire.Output(
      reading: reading.message, textBlock: Self.base64(reading.text), photoBlock: Self.base64(reading.photo))
  }

  private func reading(
    of found: ReaderSupervisor.Found, at supervisor: ReaderSupervisor, _ caller: RPCCaller
  ) async throws(KioskFailure) -> SessionReading {
    switch found {
    case .live(let reading): return reading
    case .fresh(let session):
      let hasBegun = CancelFlag()
      do throws(KioskFailure) {
        return try await supervisor.read(session: session) { step in
          hasBegun.cancel()
          caller.notify(ReadProgress(reader: supervisor.id, session: session, step: step))
        }
      } catch {
        // Whoever waits learns in which session the card failed, also where it did so before the first step.
        if !hasBegun.isCancelled, error.reason.rawValue.hasPrefix("card.") {
          let card = error.reason == .cardNeedsSAM ? await supervisor.lyingCard() : nil
          caller.notify(ReadProgress(reader: supervisor.id, session: session, step: .find, card: card))
        }
        throw error
      }
    }
  }

  /// The named reader, or every one that nobody else has.
  private func claim(_ id: String?, _ token: String) async throws(KioskFailure) -> [ReaderSupervisor] {
    let readers = await registry.readers
    guard !readers.isEmpty else { throw KioskFailure(.readerNone) }
    let wanted = id == nil ? await Self.inUse(readers) : readers.filter { $0.id == id }
    guard !wanted.isEmpty else { throw KioskFailure(.readerUnknown) }
    var claimed: [ReaderSupervisor] = []
    for supervisor in wanted {
      do throws(KioskFailure) {
        try await supervisor.claim(token)
        claimed.append(supervisor)
      } catch {
        continue
      }
    }
    guard !claimed.isEmpty else { throw KioskFailure(.readerClaimed) }
    return claimed
  }

  private func done(_ params: CardDone.Params, _ caller: RPCCaller) async throws(KioskFailure)
    -> CardDone.Output
  {
    let owner = params.owner ?? SessionOwner(uid: caller.uid, clerk: nil)
    var ended = 0
    for supervisor in await registry.readers where try await supervisor.done(params.session, owner: owner) {
      ended += 1
    }
    if params.session != nil, ended == 0 { throw KioskFailure(.sessionEnded) }
    return CardDone.Output(ended: ended)
  }

  /// Those that a read goes to when it names none: spares only while no other one can be used.
  private static func inUse(_ readers: [ReaderSupervisor]) async -> [ReaderSupervisor] {
    var (mains, spares): ([ReaderSupervisor], [ReaderSupervisor]) = ([], [])
    var isMainUsable = false
    for reader in readers {
      if await reader.isSpare {
        spares.append(reader)
      } else {
        mains.append(reader)
        if await reader.isUsable { isMainUsable = true }
      }
    }
    return isMainUsable || spares.isEmpty ? mains : spares
  }

  private static func checked(
    _ supervisor: ReaderSupervisor, _ wait: Duration
  ) async -> Result<[DriverCheckLine], KioskFailure> {
    do throws(KioskFailure) { return .success(try await supervisor.check(cardWait: wait)) } catch {
      return .failure(error)
    }
  }

  private static func wait(_ seconds: Double?) throws(KioskFailure) -> Duration {
    guard let seconds else { return defaultWait }
    guard seconds >= 0, seconds <= longestWait else { throw KioskFailure(.requestBadParameters) }
    return .milliseconds(Int64(seconds * 1_000))
  }

  private static func base64(_ bytes: Personal<[UInt8]>) -> OnTheWire<String> {
    OnTheWire(bytes.map { Data($0).base64EncodedString() })
  }
}
