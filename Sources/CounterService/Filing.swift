internal import CounterRules
internal import FoundationEssentials
internal import IdentityDocuments
internal import KioskLog
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData

/// Files the reading of a card session.
struct Filing: Sendable {
  let archive: ArchiveAccess
  let delivery: CentreDelivery
  let windowID: String

  /// Files `reading` and writes the outcome into its message; a failed filing keeps the reading.
  func file(_ reading: CardAcquire.Output, for call: CounterCall) async -> WireReading {
    var message = reading.reading
    do throws(KioskFailure) {
      let request = try request(for: reading, by: call.party)
      let result = try await delivery.file(request)
      message.filing = WireFiling(result)
      message.findings.merge(request.findings + result.findings)
    } catch {
      Log.warning("a filing failed: \(error)")
      message.filing = WireFiling(outcome: .failed, error: WireFailure(error))
    }
    return message
  }

  /// What filing `reading` would do; the values on file are shown to clerks only, and that is an entry of the trail.
  func compare(
    _ reading: CardAcquire.Output, for call: CounterCall
  ) async throws(KioskFailure) -> CardCompare.Output {
    let request = try request(for: reading, by: call.party)
    let showsValues = RightsRule.allows(.showPerson, to: call.party, policy: WindowPolicy())
    let entry = showsValues ? call.entry(.compareCard, session: request.origin.session) : nil
    let comparison = try await archive.opened().compare(request, shownTo: entry)
    return CardCompare.Output(comparison, showsValues: showsValues)
  }

  /// What is to be filed of `reading`.
  func request(
    for reading: CardAcquire.Output, by party: ActingParty
  ) throws(KioskFailure) -> FilingRequest {
    let message = reading.reading
    guard let text = Self.bytes(reading.textBlock), let photo = Self.bytes(reading.photoBlock) else {
      throw KioskFailure(.serviceInternal)
    }
    let reader = message.reader
    let origin = ReadingOrigin(
      session: message.session, readAt: message.readAt, window: windowID, clerk: message.clerk,
      reader: ReadingOrigin.Reader(id: reader.id, name: reader.name, link: reader.link, samID: reader.samId))
    var findings = message.findings.map { Finding($0.field, $0.code) }
    if message.portrait.state != .decoded { findings.append(Finding(.portrait, .filedWithoutPortrait)) }
    return FilingRequest(
      origin: origin, document: message.document.document,
      photoBlock: photo.disclosed().isEmpty ? nil : photo, textBlock: text, findings: findings,
      party: party)
  }

  private static func bytes(_ base64: OnTheWire<String>) -> Personal<[UInt8]>? {
    Data(base64Encoded: base64.personal.disclosed()).map { Personal(Array($0)) }
  }
}
