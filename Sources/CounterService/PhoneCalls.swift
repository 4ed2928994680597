internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import RPCTransport
internal import SMSGateways

/// Binding, changing and releasing a mobile number.
struct PhoneCalls: Sendable {
  /// The longest reason of a release, in characters.
  private static let longestReason = 200

  let desk: Desk
  let archive: ArchiveAccess
  let visits: NumberVisits
  let settings: SMSSettings
  let outbox: Outbox

  func install(in calls: inout CounterCalls) {
    calls.on(PhoneShow.self, needs: .seeNumber) { (params, call) async throws(KioskFailure) -> WirePhone in
      let visit = try await visits.visit(params, .seeNumber, call)
      return WirePhone(try await archive.opened().number(visit))
    }
    calls.on(PhoneSendCode.self, needs: .sendCode) {
      (params, call) async throws(KioskFailure) -> WirePhone in
      try await sendCode(params, call)
    }
    calls.on(PhoneConfirm.self, needs: .confirmCode) {
      (params, call) async throws(KioskFailure) -> WirePhone in
      try await confirm(params, call)
    }
    calls.on(PhoneRelease.self, needs: .releaseNumber) {
      (params, call) async throws(KioskFailure) -> Empty in
      guard !params.reason.allSatisfy(\.isWhitespace), params.reason.count <= Self.longestReason else {
        throw KioskFailure(.requestBadParameters)
      }
      try await archive.opened().release(
        NumberRelease(
          entry: call.entry(.releaseNumber, subject: params.reason), person: params.person, clock: .now,
          notice: RandomToken.make()))
      outbox.ring()
      return Empty()
    }
  }

  private func sendCode(
    _ params: PhoneSendCode.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> WirePhone {
    guard settings.gateway != nil else { throw KioskFailure(.smsNotConfigured) }
    let purpose = try purpose(params.purpose, call)
    guard let number = MobileNumber(params.phone.personal) else { throw KioskFailure(.phoneMalformed) }
    guard settings.allowsAbroad || !number.isAbroad else { throw KioskFailure(.phoneAbroad) }
    try checkFace(params.faceConfirmed, call)
    let visit = try await visits.visit(params.visit, .sendCode, call)
    let policy = settings.policy(purpose)
    var generator = SystemRandomNumberGenerator()
    let order = CodeOrder(
      visit: visit, number: number, purpose: purpose,
      code: OneTimeCode(length: policy.length, using: &generator), policy: policy, limits: settings.limits,
      message: RandomToken.make())
    let file = try await archive.opened().issue(order)
    outbox.ring()
    return WirePhone(file)
  }

  private func confirm(
    _ params: PhoneConfirm.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> WirePhone {
    let purpose = try purpose(params.purpose, call)
    var number: MobileNumber?
    if let phone = params.phone {
      number = MobileNumber(phone.personal)
      if number == nil { throw KioskFailure(.phoneMalformed) }
    }
    guard let code = OneTimeCode(typed: params.code.personal) else { throw KioskFailure(.codeMalformed) }
    let isFaceConfirmed = try checkFace(params.faceConfirmed, call)
    let visit = try await visits.visit(params.visit, .confirmCode, call)
    let file = try await archive.opened().confirm(
      CodeAnswer(
        visit: visit, purpose: purpose, number: number, code: code, isFaceConfirmed: isFaceConfirmed,
        notice: RandomToken.make()))
    outbox.ring()
    return WirePhone(file)
  }

  private func purpose(_ word: String, _ call: CounterCall) throws(KioskFailure) -> CodePurpose {
    guard let purpose = CodePurpose(rawValue: word), [.bind, .change].contains(purpose) else {
      throw KioskFailure(.requestBadParameters)
    }
    if purpose == .change { try desk.check(call.party, mayDo: .changeNumber) }
    return purpose
  }

  /// Whether a clerk says that the face is the portrait's; alone nobody can say it of oneself.
  @discardableResult
  private func checkFace(_ isConfirmed: Bool?, _ call: CounterCall) throws(KioskFailure) -> Bool {
    if call.party == .selfService { return false }
    guard isConfirmed == true else { throw KioskFailure(.phoneFaceUnconfirmed) }
    return true
  }
}
