internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// Says who a caller is and what the caller may do.
struct Desk: Sendable {
  let window: CounterWindow
  let policy: WindowPolicy
  let signIns: SignIns

  /// The call, for whoever may do `act`; throws `rights.denied`.
  func admit(_ caller: RPCCaller, to act: Act) async throws(KioskFailure) -> CounterCall {
    let party = try await party(of: caller)
    try check(party, mayDo: act)
    return CounterCall(caller: caller, party: party, window: window)
  }

  /// Throws `rights.denied` unless `party` may do `act` at this window.
  func check(_ party: ActingParty, mayDo act: Act) throws(KioskFailure) {
    guard RightsRule.allows(act, to: party, policy: policy) else { throw KioskFailure(.rightsDenied) }
  }

  /// Who acts: the one who signed in, else the machine's own administrator on the socket, else anybody.
  func party(of caller: RPCCaller) async throws(KioskFailure) -> ActingParty {
    if let token = caller.token { return try await signIns.party(of: token) }
    if let uid = caller.uid, [0, ProcessIdentity.uid].contains(uid) { return .localAdministrator(uid: uid) }
    return .selfService
  }
}
