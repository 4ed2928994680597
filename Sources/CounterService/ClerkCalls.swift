internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// The accounts, as an administrator keeps them and each clerk the own password.
struct ClerkCalls: Sendable {
  let desk: Desk
  let archive: ArchiveAccess
  let admission: ClerkAdmission

  func install(in calls: inout CounterCalls) {
    calls.on(ClerkList.self, needs: .seeClerks) { (_, _) async throws(KioskFailure) -> ClerkList.Output in
      var clerks: [WireClerk] = []
      for account in try await archive.opened().clerks() {
        clerks.append(WireClerk(account, lockedFor: await admission.remaining(account)))
      }
      return ClerkList.Output(clerks: clerks)
    }
    calls.on(ClerkAdd.self, needs: .keepClerks) { (params, call) async throws(KioskFailure) -> Empty in
      try await add(params, call)
      return Empty()
    }
    calls.on(ClerkLock.self, needs: .keepClerks) { (params, call) async throws(KioskFailure) -> Empty in
      try await change(params.name, .lock(true), call, outcome: "locked")
      return Empty()
    }
    calls.on(ClerkUnlock.self, needs: .keepClerks) { (params, call) async throws(KioskFailure) -> Empty in
      try await change(params.name, .lock(false), call, outcome: "unlocked")
      return Empty()
    }
    calls.on(ClerkReset.self, needs: .keepClerks) { (params, call) async throws(KioskFailure) -> Empty in
      let hash = try await admission.hash(params.password.personal)
      try await change(params.name, .password(hash: hash), call, outcome: "passwordReset")
      return Empty()
    }
    calls.on(ClerkSetRole.self, needs: .keepClerks) { (params, call) async throws(KioskFailure) -> Empty in
      guard let role = Role(rawValue: params.role) else { throw KioskFailure(.requestBadParameters) }
      try await change(params.name, .role(role), call, outcome: "role \(role.rawValue)")
      return Empty()
    }
    calls.on(ClerkSetWindows.self, needs: .keepClerks) { (params, call) async throws(KioskFailure) -> Empty in
      guard params.windows.map(Self.areWindows) ?? true else { throw KioskFailure(.requestBadParameters) }
      let words = params.windows?.joined(separator: ",") ?? "all"
      try await change(params.name, .windows(params.windows), call, outcome: "windows \(words)")
      return Empty()
    }
    calls.on(ClerkChangePassword.self, needs: .changePassword) {
      (params, call) async throws(KioskFailure) -> Empty in
      guard case .clerk(let name, _) = call.party else { throw KioskFailure(.rightsSignInNeeded) }
      // Guessing the old one counts like guessing at the door.
      _ = try await admission.admit(name, params.old.personal, call.entry(.changePassword))
      let hash = try await admission.hash(params.new.personal)
      var entry = call.entry(.changePassword)
      entry.subject = name
      if let token = call.caller.token { await desk.signIns.expect(hash: hash, of: token) }
      try await archive.opened().change(
        clerk: name, .password(hash: hash), by: entry, outcome: "passwordChanged")
      await desk.signIns.endAll(but: call.caller.token) { $0.clerkName == name }
      await admission.forget(name)
      return Empty()
    }
  }

  private func add(_ params: ClerkAdd.Params, _ call: CounterCall) async throws(KioskFailure) {
    guard let role = Role(rawValue: params.role), params.windows.map(Self.areWindows) ?? true else {
      throw KioskFailure(.requestBadParameters)
    }
    guard Self.isName(params.name) else { throw KioskFailure(.clerkNameUnusable) }
    let displayName = params.displayName ?? params.name
    guard Self.isDisplayName(displayName) else { throw KioskFailure(.clerkNameUnusable) }
    var entry = call.entry(.keepClerks)
    entry.subject = params.name
    let account = ClerkAccount(
      name: params.name, displayName: displayName, role: role, windows: params.windows,
      passwordHash: try await admission.hash(params.password.personal), madeAt: entry.at)
    try await archive.opened().add(account, by: entry, outcome: "added \(role.rawValue)")
  }

  /// Changes an account; whoever is signed in with it is out before this returns.
  private func change(
    _ name: String, _ change: ClerkChange, _ call: CounterCall, outcome: String
  ) async throws(KioskFailure) {
    var entry = call.entry(.keepClerks)
    entry.subject = name
    try await archive.opened().change(clerk: name, change, by: entry, outcome: outcome)
    await desk.signIns.endAll { $0.clerkName == name }
    await admission.forget(name)
  }

  private static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (1...32).contains(bytes.count), let first = bytes.first, (97...122).contains(first) else {
      return false
    }
    return bytes.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
    }
  }

  private static func isDisplayName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  private static func areWindows(_ windows: [String]) -> Bool {
    (1...100).contains(windows.count)
      && windows.allSatisfy { (1...64).contains($0.utf8.count) && !$0.contains(where: \.isWhitespace) }
  }
}

extension WireClerk {
  /// Everything but the password.
  fileprivate init(_ account: ClerkAccount, lockedFor remaining: Duration?) {
    self.init(
      name: account.name, displayName: account.displayName, role: account.role.rawValue,
      windows: account.windows, locked: account.isLocked,
      lockedSeconds: remaining.map { max(1, Int($0 / .seconds(1))) }, wrongTries: account.wrongTries,
      madeAt: account.madeAt)
  }
}
