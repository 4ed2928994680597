internal import ClerkWeb
internal import CommandLineKit
internal import CounterRules
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import MakersServices
internal import PersonArchive
internal import RPCTransport
internal import Synchronization

/// Reads cards for pages that were written for makers' local services (docs/makers-services.md).
///
/// Each reading is a card session of the page's origin, stands in the audit trail as that origin's, is kept nowhere, and its
/// session ends with the answer.
final class MakersDesk: Sendable {
  private let desk: Desk
  private let reads: CardReads
  private let archive: ArchiveAccess
  private let isReading = Mutex(false)

  init(desk: Desk, reads: CardReads, archive: ArchiveAccess) {
    self.desk = desk
    self.reads = reads
    self.archive = archive
  }

  /// The answer to a request; `nil` for what the service has not.
  func answer(_ request: LocalRequest, of service: MakersService) async -> LocalReply? {
    guard let call = service.call(path: request.path, arguments: request.arguments) else { return nil }
    let answer: MakersAnswer
    do throws(KioskFailure) { answer = try await self.answer(call, request, service) } catch {
      answer = .failed(error.reason)
    }
    let isForExplorer = service == .synjones && request.arguments["ie"] == "1"
    let body = service.body(service.trimmed(answer, request.arguments))
    return isForExplorer ? LocalReply(body, mediaType: "text/html; charset=utf-8") : LocalReply(body)
  }

  private func answer(
    _ call: MakersCall, _ request: LocalRequest, _ service: MakersService
  ) async throws(KioskFailure) -> MakersAnswer {
    switch call {
    case .nothing: return .done
    case .version: return .version
    case .open:
      guard try await !readers().isEmpty else { throw KioskFailure(.readerNone) }
      return .done
    case .samID: return .samID(try await readers().compactMap(\.samId).first)
    case .read(let seconds):
      // None of the three reads two cards at once, and their pages know the answer.
      guard begins() else { return .busy }
      defer { isReading.withLock { $0 = false } }
      return try await read(seconds, request, service)
    }
  }

  private func begins() -> Bool {
    isReading.withLock { isReading in
      guard !isReading else { return false }
      isReading = true
      return true
    }
  }

  private func readers() async throws(KioskFailure) -> [WireReader] {
    try await reads.sessions.uplink.connection().call(ReaderList.self, Empty()).readers
  }

  private func read(
    _ seconds: Double, _ request: LocalRequest, _ service: MakersService
  ) async throws(KioskFailure) -> MakersAnswer {
    let party = ActingParty.localPage(service: service.rawValue, origin: request.origin)
    try desk.check(party, mayDo: .readCard)
    let call = CounterCall(caller: RPCCaller(origin: .page) { _ in }, party: party, window: desk.window)
    let outcome = try await reads.read(reader: nil, timeoutSeconds: seconds, for: call)
    switch outcome.result {
    case .success(let acquired):
      let session = acquired.reading.session
      await reads.end(session, for: call)
      // What is not in the trail is not given out.
      try await archive.opened().note(call.entry(.readCard, session: session), outcome: "read")
      return .reading(acquired.reading)
    case .failure(let failure):
      if let found = outcome.found {
        await reads.end(found.session, for: call)
        try await archive.opened().note(
          call.entry(.readCard, session: found.session), outcome: failure.reason.rawValue)
      }
      throw failure
    }
  }
}
