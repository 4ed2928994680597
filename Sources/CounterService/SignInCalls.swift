internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// Signing in and out, and saying who acts.
struct SignInCalls: Sendable {
  let desk: Desk
  let admission: ClerkAdmission

  func install(in calls: inout CounterCalls) {
    // Whoever had signed in before, or had a sign-in that has ended, begins anew.
    calls.onAnew(ClerkSignIn.self, needs: .signIn) {
      (params, call) async throws(KioskFailure) -> ClerkSignIn.Output in
      try await signIn(params, call)
    }
    calls.onAnew(ClerkSignOut.self, needs: .signIn) { (_, call) async throws(KioskFailure) -> Empty in
      guard let token = call.caller.token else { return Empty() }
      call.caller.token = nil
      if let party = await desk.signIns.end(token) {
        var entry = call.entry(.signIn)
        entry.party = party
        try await admission.note(entry, outcome: "signedOut")
      }
      return Empty()
    }
    calls.on(ClerkWhoAmI.self, needs: .seeWindow) {
      (params, call) async throws(KioskFailure) -> ClerkWhoAmI.Output in
      try await whoAmI(call, isActing: params.active == true)
    }
  }

  private func signIn(
    _ params: ClerkSignIn.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> ClerkSignIn.Output {
    let account = try await admission.admit(params.name, params.password.personal, call.entry(.signIn))
    let party = ActingParty.clerk(name: account.name, role: account.role)
    let token = try await desk.signIns.begin(
      party, displayName: account.displayName, as: AdmittedClerk(account))
    if let former = call.caller.token { await desk.signIns.end(former) }
    call.caller.token = token
    return ClerkSignIn.Output(
      token: OnTheWire(token), name: account.name, displayName: account.displayName,
      role: account.role.rawValue, rights: rights(of: party),
      idleSeconds: Int(desk.settings.idle / .seconds(1)))
  }

  private func whoAmI(
    _ call: CounterCall, isActing: Bool
  ) async throws(KioskFailure) -> ClerkWhoAmI.Output {
    let (window, policy) = (desk.window, desk.policy)
    let shown = ClerkWhoAmI.Output.Window(
      id: window.id, name: window.name, selfService: policy.selfService.map(\.rawValue).sorted(),
      typedDocuments: policy.typesDocuments)
    var answer = ClerkWhoAmI.Output(kind: .selfService, rights: rights(of: call.party), window: shown)
    switch call.party {
    case .selfService, .localPage: break
    case .portal: answer.kind = .portal
    case .localAdministrator: answer.kind = .localAdministrator
    case .batchHolder(let batch):
      answer.kind = .batchHolder
      answer.batch = batch
    case .clerk(let name, let role):
      answer.kind = .clerk
      answer.name = name
      answer.role = role.rawValue
    }
    if let token = call.caller.token, case .clerk = call.party {
      let signIn = try await desk.signIns.signIn(of: token, isActing: isActing)
      answer.displayName = signIn.displayName
      answer.idleSeconds = Int(desk.settings.idle / .seconds(1))
      answer.secondsLeft = signIn.left.map { Int($0 / .seconds(1)) }
    }
    return answer
  }

  private func rights(of party: ActingParty) -> [String] {
    Act.allCases.filter { RightsRule.allows($0, to: party, policy: desk.policy) }.map(\.rawValue)
  }
}
