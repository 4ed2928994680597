internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import RPCTransport
internal import SMSGateways

/// The outbox, for administrators.
struct SMSCalls: Sendable {
  /// How much of the trial inbox is told.
  private static let inboxPage = 5
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
      guard settings.allowsAbroad || !number.isAbroad else { throw KioskFailure(.phoneAbroad) }
      let message = OutgoingMessage(id: RandomToken.make(), number: number, text: MessageText.test)
      let queued = try await archive.opened().queue(
        message, kind: .test, life: Self.testLife, entry: call.entry(.testGateway), clock: .now)
      outbox.ring()
      return SMSQueue.Message(queued)
    }
    // Whoever may send a code to a telephone is told what a telephone would be told - where there is no telephone.
    calls.on(SMSInbox.self, needs: .sendCode) { (_, _) async throws(KioskFailure) -> SMSInbox.Output in
      guard let inbox = settings.trialInbox else { throw KioskFailure(.smsNoInbox) }
      let messages = try await inbox.messages(newest: Self.inboxPage)
      return SMSInbox.Output(
        messages: messages.map {
          SMSInbox.Message(
            phoneMasked: Masking.phone($0.number.digits).disclosed(), text: OnTheWire($0.text))
        })
    }
  }
}
