internal import CounterRules
internal import IdentityDocuments
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData
internal import RPCTransport

/// `batch.swipe`: a card that is laid becomes a row of the ledger without a hand on the machine.
struct BatchSwiping: Sendable {
  let desk: Desk
  let archive: ArchiveAccess
  let reads: CardReads
  let filing: Filing
  let hub: NotificationHub

  func install(in calls: inout CounterCalls) {
    calls.on(BatchSwipe.self, needs: .swipeCard) {
      (params, call) async throws(KioskFailure) -> BatchSwipe.Output in
      try await swipe(params, call)
    }
  }

  private func swipe(
    _ params: BatchSwipe.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> BatchSwipe.Output {
    try await checkTakesCards(params.batch, call)
    let read = try await reads.read(
      reader: params.reader, timeoutSeconds: params.timeoutSeconds, again: params.again, for: call)
    // Whoever waits may have been locked out meanwhile, or the batch's code renewed.
    try await desk.confirm(call, mayStillDo: .swipeCard)
    let answer: BatchSwipe.Output
    switch read.result {
    case .success(let acquired):
      answer = try await enter(acquired, params.batch, call)
      // After the row is on the disk: until then the card can be tried again as it lies there.
      await reads.end(acquired.reading.session, for: call)
    case .failure(let failure):
      guard let found = read.found, Self.isOfCard(failure) else { throw failure }
      answer = try await enter(failure, session: found.session, params.batch, call)
      // Told once: as it lies there it would fail over and over. A card that was taken away in the middle of it was
      // lifted already, and only a reader that reports cards has still to say so.
      let liesThere: Bool =
        if failure.reason == .cardRemoved { await reads.reports(found.reader) } else { true }
      if liesThere { await reads.end(found.session, for: call) }
    }
    hub.broadcast(BatchSwiped(batch: params.batch, mark: answer.mark, counters: answer.counters))
    return answer
  }

  /// Nobody is to lay a card for a batch that does not take it.
  private func checkTakesCards(_ batch: String, _ call: CounterCall) async throws(KioskFailure) {
    do throws(KioskFailure) {
      let summary = try await archive.opened().batch(batch, in: call.party.batchScope)
      await filing.delivery.openBatches.note(summary)
      switch summary.state {
      case .open: break
      case .paused: throw KioskFailure(.batchPaused)
      case .closed: throw KioskFailure(.batchClosed)
      }
    } catch {
      // One that was open when the centre went away takes cards as before; the centre enters them later.
      guard error.isCentreAway, filing.delivery.openBatches.counters(of: batch) != nil else {
        throw error
      }
    }
  }

  /// Files a reading and writes its row.
  private func enter(
    _ acquired: CardAcquire.Output, _ batch: String, _ call: CounterCall
  ) async throws(KioskFailure) -> BatchSwipe.Output {
    let reading = acquired.reading
    call.caller.notify(ReadProgress(reader: reading.reader.id, session: reading.session, step: .filing))
    let request = try filing.request(for: acquired, by: call.party)
    do throws(KioskFailure) {
      let result = try await filing.delivery.swipe(
        request, intoBatch: batch, by: call.entry(.swipeCard, session: reading.session))
      guard let result else {
        guard let counters = filing.delivery.openBatches.counters(of: batch) else {
          throw KioskFailure(.archiveCentreAway)
        }
        return BatchSwipe.Output(
          batch: batch, mark: .queued, outcome: .queued, row: 0,
          reading: filing.shown(reading, request, nil), failure: nil,
          counters: WireBatchCounters(counters))
      }
      return BatchSwipe.Output(batch, result, filing.shown(reading, request, result.filing), nil)
    } catch {
      // What the archive refuses for its own sake is no matter of this card: it can be laid again.
      guard [.documentUnknownKind, .documentNumberBlank].contains(error.reason) else { throw error }
      var output = try await enter(error, session: reading.session, batch, call)
      output.reading = filing.shown(reading, request, nil)
      return output
    }
  }

  /// Writes the row of a card that gave no person.
  private func enter(
    _ failure: KioskFailure, session: String?, _ batch: String, _ call: CounterCall
  ) async throws(KioskFailure) -> BatchSwipe.Output {
    let result = try await archive.opened().noteFailedSwipe(
      failure.reason, intoBatch: batch, in: call.party.batchScope,
      by: call.entry(.swipeCard, session: session))
    return BatchSwipe.Output(batch, result, nil, failure)
  }

  /// Whether it was the card that was found, or the reader while it was being read; else there is nothing to write down.
  private static func isOfCard(_ failure: KioskFailure) -> Bool {
    let reason = failure.reason
    guard ![.cardTimeout, .readerAmbiguous].contains(reason) else { return false }
    return ["card.", "reader."].contains { reason.rawValue.hasPrefix($0) }
  }
}

extension BatchSwipe.Output {
  fileprivate init(
    _ batch: String, _ result: BatchSwipeResult, _ reading: WireSwipeReading?, _ failure: KioskFailure?
  ) {
    self.init(
      batch: batch, mark: WireBatchMark(result.mark),
      outcome: result.filing.map { WireFiling.Outcome($0.outcome) }, row: result.row,
      reading: reading, failure: failure.map(WireFailure.init),
      counters: WireBatchCounters(result.counters))
  }
}

extension Filing {
  /// What a swipe shows of a reading, with everything that was noticed.
  fileprivate func shown(
    _ reading: WireReading, _ request: FilingRequest, _ result: FilingResult?
  ) -> WireSwipeReading {
    var reading = reading
    reading.findings.merge(request.findings + (result?.findings ?? []))
    let number = reading.document.number.map { OnTheWire(Masking.number($0.personal)) }
    return WireSwipeReading(reading, numberMasked: number)
  }
}
