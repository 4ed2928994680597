internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// Everyone on file as a table or as lines of JSON.
struct ExportCall: Sendable {
  /// Persons of one part: no part is longer than what a message holds.
  private static let partLength = 100

  let desk: Desk
  let archive: ArchiveAccess

  func install(in calls: inout CounterCalls) {
    calls.on(PersonExport.self, needs: .exportPersons) {
      (params, call) async throws(KioskFailure) -> PersonExport.Output in
      let isFull = params.full == true
      if isFull { try desk.check(call.party, mayDo: .showPerson) }
      let mark = params.from ?? 0
      guard mark >= 0 else { throw KioskFailure(.requestBadParameters) }
      var entry = call.entry(.exportPersons)
      entry.subject = params.format.rawValue
      let part = try await archive.opened().export(
        after: mark, limit: Self.partLength, isFull: isFull, shownTo: entry)
      let sheet = PersonSheet(format: params.format, isFull: isFull)
      let text = (mark == 0 ? sheet.head : "") + part.entries.map(sheet.line).joined()
      return PersonExport.Output(
        text: OnTheWire(text), persons: part.entries.count, damaged: part.damaged, next: part.mark)
    }
  }
}
