internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// Has the reader daemon wait for a card and read it.
struct CardReads: Sendable {
  /// What one wait gave.
  struct Outcome: Sendable {
    /// The reading, or why there is none.
    var result: Result<CardAcquire.Output, KioskFailure>
    /// Where a card was found, also when it could not be read.
    var found: (reader: String, session: String)?
  }

  let sessions: CardSessions
  let windowID: String
  let figures: ReaderFiguresLog

  /// Waits for a card; the caller hears each step, and all of them before this returns.
  func read(
    reader: String?, timeoutSeconds: Double?, again: Bool? = nil, for call: CounterCall
  ) async throws(KioskFailure) -> Outcome {
    let client = try await sessions.uplink.connection()
    let caller = call.caller
    let forwarding = Task(executorPreference: WorkQueue.shared) {
      () -> (reader: String, session: String)? in
      var found: (reader: String, session: String)?
      for await notification in client.notifications {
        guard let progress = notification.content(ReadProgress.self) else { continue }
        if let session = progress.session { found = (progress.reader, session) }
        caller.notify(progress)
      }
      return found
    }
    var outcome: Outcome
    do throws(KioskFailure) {
      var acquired = try await client.call(
        CardAcquire.self,
        CardAcquire.Params(
          reader: reader, timeoutSeconds: timeoutSeconds, owner: call.owner, again: again))
      acquired.reading.window = windowID
      acquired.reading.clerk = call.party.clerkName
      outcome = Outcome(result: .success(acquired))
    } catch {
      outcome = Outcome(result: .failure(error))
    }
    // What was told on the way goes out before the answer.
    client.close()
    outcome.found = await forwarding.value
    switch outcome.result {
    case .success(let acquired): await figures.note(acquired.reading)
    case .failure(let failure): await figures.note(failure, at: outcome.found?.reader ?? reader)
    }
    return outcome
  }

  /// Ends a card session after its card was dealt with.
  ///
  /// Nothing is lost where that fails; the session ends with its time.
  func end(_ session: String, for call: CounterCall) async {
    _ = try? await sessions.end(session, for: call.owner)
  }

  /// Whether a reader tells by itself that a card came or went.
  func reports(_ reader: String) async -> Bool {
    let list = try? await sessions.uplink.connection().call(ReaderList.self, Empty())
    return list?.readers.first { $0.id == reader }?.link == "pcsc"
  }
}
