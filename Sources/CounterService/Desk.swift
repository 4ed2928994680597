internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// Says who a caller is and what the caller may do.
struct Desk: Sendable {
  let settings: WindowSettings
  let signIns: SignIns
  var portals = HomePortals()

  /// The window this desk stands at.
  var window: CounterWindow { settings.window }
  /// What it allows now.
  var policy: WindowPolicy { settings.policy }

  /// The call, for whoever may do `act`; throws `rights.denied`, `rights.signInNeeded` or `clerk.signInExpired`.
  func admit(_ caller: RPCCaller, to act: Act) async throws(KioskFailure) -> CounterCall {
    let party = try await party(of: caller, isActing: !Self.passive.contains(act))
    try check(party, mayDo: act)
    return CounterCall(caller: caller, party: party, window: window)
  }

  /// Throws unless `party` may do `act` at this window: `rights.signInNeeded` where somebody who signs in perhaps may,
  /// else `rights.denied`.
  func check(_ party: ActingParty, mayDo act: Act) throws(KioskFailure) {
    guard !RightsRule.allows(act, to: party, policy: policy) else { return }
    switch party {
    case .selfService, .batchHolder: throw KioskFailure(.rightsSignInNeeded)
    case .clerk, .localAdministrator, .localPage, .portal: throw KioskFailure(.rightsDenied)
    }
  }

  /// Throws unless whoever made `call` may still do `act`: for what a call does after it has waited.
  func confirm(_ call: CounterCall, mayStillDo act: Act) async throws(KioskFailure) {
    let party = try await party(of: call.caller, isActing: true)
    guard party == call.party else { throw KioskFailure(.clerkSignInExpired) }
    try check(party, mayDo: act)
  }

  /// Who acts: the one who signed in, else the machine's own administrator on the socket, else anybody.
  func party(of caller: RPCCaller, isActing: Bool = true) async throws(KioskFailure) -> ActingParty {
    if let token = caller.token { return try await signIns.signIn(of: token, isActing: isActing).party }
    return partyWithoutSignIn(caller)
  }

  /// Who acts where nobody signed in; a portal is a portal and nothing else, whoever its user is.
  func partyWithoutSignIn(_ caller: RPCCaller) -> ActingParty {
    if let uid = caller.uid, portals.isPortal(uid) { return .portal(uid: uid) }
    if let uid = caller.uid, [0, ProcessIdentity.uid].contains(uid) { return .localAdministrator(uid: uid) }
    return .selfService
  }

  /// Looking at the window keeps nobody signed in: pages and programs do it by themselves.
  private static let passive: Set<Act> = [.seeWindow, .signIn]
}
