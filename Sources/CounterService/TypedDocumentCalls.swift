internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData

/// Documents that a checker types in after looking at them (docs/typed-documents.md).
struct TypedDocumentCalls: Sendable {
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
      let result = try await delivery.file(request)
      return DocumentType.Output(
        filing: WireFiling(result),
        findings: (request.findings + result.findings).map(WireReading.Finding.init))
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
