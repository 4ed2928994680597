internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import SMSGateways

/// What all calls of portals have in common.
struct PortalDesk: Sendable {
  /// The longest name of a client, in bytes.
  private static let longestClient = 128

  let archive: ArchiveAccess
  let portals: HomePortals
  let messages: SMSSettings
  let outbox: Outbox

  /// For whom the portal asks; throws `rights.denied` for a caller that is none.
  func client(_ name: OnTheWire<String>, _ call: CounterCall) throws(KioskFailure) -> PortalClient {
    guard (1...Self.longestClient).contains(name.personal.disclosed().utf8.count) else {
      throw KioskFailure(.requestBadParameters)
    }
    return PortalClient(portal: try portal(call), name: name.personal, limits: portals.limits)
  }

  /// The user that the portal's program runs as.
  func portal(_ call: CounterCall) throws(KioskFailure) -> UInt32 {
    guard case .portal(let uid) = call.party else { throw KioskFailure(.rightsDenied) }
    return uid
  }

  func visit(
    _ proof: NumberVisit.Proof, _ act: Act, _ call: CounterCall
  ) throws(KioskFailure) -> NumberVisit {
    NumberVisit(entry: call.entry(act), proof: proof, today: try Today.date(), clock: .now)
  }

  func number(_ phone: OnTheWire<String>) throws(KioskFailure) -> MobileNumber {
    guard let number = MobileNumber(phone.personal) else { throw KioskFailure(.phoneMalformed) }
    return number
  }

  /// Sends a code.
  func sendCode(
    _ purpose: CodePurpose, to number: MobileNumber, _ visit: NumberVisit
  ) async throws(KioskFailure) -> WireIssuedCode {
    guard messages.gateway != nil else { throw KioskFailure(.smsNotConfigured) }
    guard messages.allowsAbroad || !number.isAbroad else { throw KioskFailure(.phoneAbroad) }
    let policy = messages.policy(purpose)
    var generator = SystemRandomNumberGenerator()
    let file = try await archive.opened().issue(
      CodeOrder(
        visit: visit, number: number, purpose: purpose,
        code: OneTimeCode(length: policy.length, using: &generator), policy: policy, limits: messages.limits,
        message: RandomToken.make()))
    outbox.ring()
    guard let waiting = file.waiting else { throw KioskFailure(.serviceInternal) }
    return WireIssuedCode(
      phoneMasked: Masking.phone(waiting.number.digits).disclosed(), secondsLeft: waiting.secondsLeft,
      triesLeft: waiting.triesLeft, secondsToNext: waiting.secondsToNext)
  }

  /// A code that somebody says.
  func answer(
    _ purpose: CodePurpose, _ code: OnTheWire<String>, number: MobileNumber?, _ visit: NumberVisit
  ) throws(KioskFailure) -> CodeAnswer {
    guard let code = OneTimeCode(typed: code.personal) else { throw KioskFailure(.codeMalformed) }
    return CodeAnswer(
      visit: visit, purpose: purpose, number: number, code: code, isFaceConfirmed: false,
      notice: RandomToken.make())
  }
}
