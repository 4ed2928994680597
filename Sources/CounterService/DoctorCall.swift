internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData
internal import Portraits
internal import RPCTransport
internal import SMSGateways

/// `doctor`: looks at everything that a window needs, and changes nothing.
struct DoctorCall: Sendable {
  /// Less than this is soon full: a person with a portrait takes a few KiB, a day's log much more.
  private static let lowMiB = 1_024
  private static let fullMiB = 100
  /// Of how many of the newest messages it is asked what became of them.
  private static let messages = 20
  /// A clock that says less was never set: nothing of this program is older.
  private static let earliestYear = 2026

  let stateFolder: String
  let archive: ArchiveAccess
  let finding: ArchiveFinding
  let uplink: ReaderUplink
  let figures: ReaderFiguresLog
  let portraits: PortraitClient
  let settings: SMSSettings

  func install(in calls: inout CounterCalls) {
    calls.on(Doctor.self, needs: .seeWindow) { (_, _) async throws(KioskFailure) -> Doctor.Output in
      var checks = [Doctor.Check(.counterService, .fine, .counterAnswers)]
      checks += await readers()
      checks.append(await portrait())
      checks += await archiveAndMessages()
      checks.append(disk())
      checks.append(
        (try Today.date()).year >= Self.earliestYear
          ? Doctor.Check(.clock, .fine, .clockRight) : Doctor.Check(.clock, .trouble, .clockUnset))
      checks.append(gateway())
      return Doctor.Output(checks: checks)
    }
  }

  private func readers() async -> [Doctor.Check] {
    let readers: [WireReader]
    do throws(KioskFailure) {
      readers = try await uplink.connection().call(ReaderList.self, Empty()).readers
    } catch {
      return [Doctor.Check(.readerService, error.reason)]
    }
    var checks = [Doctor.Check(.readerService, .fine, .readerServiceAnswers)]
    if readers.isEmpty { checks.append(Doctor.Check(.reader, .readerNone)) }
    for reader in readers {
      checks.append(await check(reader))
      if reader.failure == nil, let answerMs = reader.answerMs {
        checks.append(Doctor.Check(.sam, .fine, .samAnswers, name: reader.id, figure: answerMs))
      }
    }
    return checks
  }

  private func check(_ reader: WireReader) async -> Doctor.Check {
    if let failure = reader.failure { return Doctor.Check(.reader, failure.failure.reason, name: reader.id) }
    guard reader.state == .ready else {
      return Doctor.Check(.reader, .attention, .readerOpening, name: reader.id)
    }
    let health = await figures.health(of: reader)
    let median = health.steps.first { $0.step == .total }.map { Int(clamping: Int64($0.p50Ms.rounded())) }
    return health.slower.isEmpty
      ? Doctor.Check(.reader, .fine, .readerReady, name: reader.id, figure: median)
      : Doctor.Check(.reader, .attention, .readerSlower, name: reader.id, figure: median)
  }

  /// Has the decoder refuse a block that is none: it must load to do that.
  private func portrait() async -> Doctor.Check {
    var check = await portraitDecoding()
    check.name = portraits.library
    return check
  }

  private func portraitDecoding() async -> Doctor.Check {
    switch await portraits.decode(Personal([0])) {
    case .decoded, .failed(.portraitRefused), .failed(.portraitWrongSize):
      Doctor.Check(.portrait, .fine, .portraitsDecoded)
    case .absent, .noDecoder: Doctor.Check(.portrait, .portraitNoDecoder, state: .attention)
    case .failed(let reason): Doctor.Check(.portrait, reason)
    }
  }

  private func archiveAndMessages() async -> [Doctor.Check] {
    do throws(KioskFailure) {
      let open = try await archive.opened()
      let persons = try await open.count()
      let newest = try await open.messages(limit: Self.messages).map(SMSQueue.Message.init)
      let stuck = newest.count { ["failed", "unknown"].contains($0.delivery.state) }
      return [
        // What the check after the start found goes before that it opens.
        finding.failure.map { Doctor.Check(.archive, $0.reason) }
          ?? Doctor.Check(.archive, .fine, .archiveOpen, figure: persons),
        stuck == 0
          ? Doctor.Check(.messages, .fine, .messagesGone)
          : Doctor.Check(.messages, .attention, .messagesStuck, figure: stuck),
      ]
    } catch {
      return [Doctor.Check(.archive, error.reason)]
    }
  }

  private func disk() -> Doctor.Check {
    guard let free = Files.freeMiB(at: stateFolder) else { return Doctor.Check(.disk, .archiveFailed) }
    if free < Self.fullMiB { return Doctor.Check(.disk, .trouble, .diskFull, figure: free) }
    if free < Self.lowMiB { return Doctor.Check(.disk, .attention, .diskLow, figure: free) }
    return Doctor.Check(.disk, .fine, .diskRoom, figure: free)
  }

  private func gateway() -> Doctor.Check {
    switch settings.gateway {
    case nil: Doctor.Check(.gateway, .attention, .gatewayMissing)
    case is InboxGateway: Doctor.Check(.gateway, .attention, .gatewayForTrying)
    default: Doctor.Check(.gateway, .fine, .gatewayConfigured)
    }
  }
}
