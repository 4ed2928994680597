internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData

/// Documents that a checker types in after looking at them (docs/typed-documents.md).
struct TypedDocumentCalls: Sendable {
  let desk: Desk
  let archive: ArchiveAccess
  let delivery: CentreDelivery

  func install(in calls: inout CounterCalls) {
    calls.on(DocumentCheck.self, needs: .seeWindow) {
      (params, _) async throws(KioskFailure) -> DocumentCheck.Output in
      DocumentCheck.Output(NumberRule.verdict(on: params.number.personal, of: params.kind))
    }
    calls.on(DocumentParseZone.self, needs: .typeDocument) {
      (params, _) async throws(KioskFailure) -> DocumentParseZone.Output in
      guard let zone = MachineReadableZone(params.text.personal, today: try Today.date()) else {
        throw KioskFailure(.documentZoneUnreadable)
      }
      return DocumentParseZone.Output(zone)
    }
    calls.on(DocumentCompare.self, needs: .typeDocument) {
      (params, call) async throws(KioskFailure) -> DocumentCompare.Output in
      let request = try request(params, call)
      let comparison = try await archive.opened().compare(request, shownTo: call.entry(.compareCard))
      return CardCompare.Output(comparison, noticed: request.findings, showsValues: true)
    }
    calls.on(DocumentType.self, needs: .typeDocument) {
      (params, call) async throws(KioskFailure) -> DocumentType.Output in
      let request = try request(params, call)
      if desk.policy.wantsSecondChecker {
        try await archive.opened().keepUnconfirmed(request)
        return DocumentType.Output(
          filing: WireFiling(outcome: .queued, awaits: .secondChecker),
          findings: request.findings.map(WireReading.Finding.init))
      }
      let result = try await delivery.file(request)
      return DocumentType.Output(
        filing: WireFiling(result),
        findings: (request.findings + result.findings).map(WireReading.Finding.init))
    }
    installSecondCheck(in: &calls)
  }

  private func installSecondCheck(in calls: inout CounterCalls) {
    calls.on(DocumentWaiting.self, needs: .confirmDocument) {
      (params, call) async throws(KioskFailure) -> DocumentWaiting.Output in
      let page = try ListPage(offset: params.offset, limit: params.limit)
      let store = try await archive.opened()
      let waiting = try await store.unconfirmed(offset: page.offset, limit: page.limit)
      return DocumentWaiting.Output(
        documents: waiting.map { DocumentWaiting.Entry($0, seenBy: call.party) },
        total: try await store.unconfirmedCount())
    }
    calls.on(DocumentReview.self, needs: .confirmDocument) {
      (params, call) async throws(KioskFailure) -> DocumentReview.Output in
      let store = try await archive.opened()
      let waiting = try await store.unconfirmed(
        session: params.session, shownTo: call.entry(.confirmDocument))
      let comparison = try await store.compare(waiting, shownTo: nil)
      return DocumentReview.Output(
        session: waiting.origin.session, typedAt: waiting.origin.readAt, window: waiting.origin.window,
        clerk: waiting.origin.clerk, document: WireDocument(waiting.document),
        findings: (waiting.findings + comparison.findings).map(WireReading.Finding.init),
        outcome: WireFiling.Outcome(comparison.outcome), changed: comparison.changed.map(\.rawValue))
    }
    calls.on(DocumentConfirm.self, needs: .confirmDocument) {
      (params, call) async throws(KioskFailure) -> DocumentConfirm.Output in
      let store = try await archive.opened()
      let entry = call.entry(.confirmDocument)
      guard params.right else {
        try await store.discardUnconfirmed(session: params.session, by: entry)
        return DocumentConfirm.Output(filing: nil)
      }
      return DocumentConfirm.Output(
        filing: WireFiling(try await store.confirm(session: params.session, by: entry)))
    }
  }

  private func request(
    _ params: DocumentType.Params, _ call: CounterCall
  ) throws(KioskFailure) -> FilingRequest {
    var document = params.document.document
    // An end of validity that was left blank is none, unless it was said to be long-term.
    if document.validUntil?.disclosed() == .longTerm, params.document.longTerm?.personal.disclosed() != true {
      document.validUntil = nil
    }
    let today = try Today.date()
    let typed: TypedDocument
    do throws(TypedDocument.Fault) {
      typed = try TypedDocument(document, today: today)
    } catch {
      throw KioskFailure(error == .kindIsReadFromCard ? .documentNotTyped : .requestBadParameters)
    }
    let origin = ReadingOrigin(
      session: RandomToken.make(), readAt: WallClock.now(), window: call.window.id,
      clerk: call.party.clerkName, reader: .typed)
    return FilingRequest(
      origin: origin, document: typed.document, photoBlock: nil, textBlock: Personal([]),
      findings: typed.findings, party: call.party)
  }
}

extension DocumentWaiting.Entry {
  /// Masked, as lists are.
  fileprivate init(_ waiting: FilingRequest, seenBy party: ActingParty) {
    self.init(
      session: waiting.origin.session, typedAt: waiting.origin.readAt, window: waiting.origin.window,
      clerk: waiting.origin.clerk, kind: waiting.document.kind,
      numberMasked: waiting.document.number.map { Masking.number($0).disclosed() } ?? "",
      nameMasked: waiting.document.shownName.map { Masking.name($0).disclosed() } ?? "",
      own: waiting.origin.clerk == party.clerkName)
  }
}
