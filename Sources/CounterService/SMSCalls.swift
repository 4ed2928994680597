internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import RPCTransport
internal import SMSGateways

/// The outbox, for administrators.
struct SMSCalls: Sendable {
  /// Seconds that a test may wait for the gateway.
  private static let testLife = 600

  let archive: ArchiveAccess
  let settings: SMSSettings
  let outbox: Outbox

  func install(in calls: inout CounterCalls) {
    calls.on(SMSQueue.self, needs: .seeMessages) {
      (params, _) async throws(KioskFailure) -> SMSQueue.Output in
      let limit = try ListPage(limit: params.limit).limit
      return SMSQueue.Output(
        configured: settings.gateway != nil,
        messages: try await archive.opened().messages(limit: limit).map(SMSQueue.Message.init))
    }
    calls.on(SMSTest.self, needs: .testGateway) {
      (params, call) async throws(KioskFailure) -> SMSQueue.Message in
      guard settings.gateway != nil else { throw KioskFailure(.smsNotConfigured) }
      guard let number = MobileNumber(params.phone.personal) else { throw KioskFailure(.phoneMalformed) }
      let message = OutgoingMessage(id: RandomToken.make(), number: number, text: MessageText.test)
      let queued = try await archive.opened().queue(
        message, kind: .test, life: Self.testLife, entry: call.entry(.testGateway), clock: .now)
      outbox.ring()
      return SMSQueue.Message(queued)
    }
  }
}
