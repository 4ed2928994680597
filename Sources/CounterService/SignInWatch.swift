internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive

/// Follows what is done to accounts at other windows of a centre, and was done while it was away: ends sign-ins that hold no
/// longer, and keeps nothing more of their accounts (docs/rights.md).
struct SignInWatch: Sendable {
  let archive: ArchiveAccess
  let signIns: SignIns
  let away: AwayClerks
  let window: String

  /// Looks again and again, until the task is cancelled.
  func start() -> Task<Void, Never> {
    startTask {
      while await Pause.wait(.seconds(15)) {
        do throws(KioskFailure) {
          try await look()
        } catch {
          let isKnown = error.isCentreAway || error.reason == .serviceStopping
          if !isKnown { Log.warning("the accounts of those who are signed in were not looked at: \(error)") }
        }
      }
    }
  }

  /// Looks once at every account that is signed in or kept; throws where the centre cannot say.
  func look() async throws(KioskFailure) {
    let signedIn = await signIns.accountNames()
    let kept = Set(try await away.names())
    for name in signedIn.union(kept).sorted() {
      let account = try await archive.opened().clerk(named: name)
      await signIns.end(unlike: account, named: name, at: window)
      guard kept.contains(name), let known = try await away.clerk(named: name) else { continue }
      if !AdmittedClerk(known).isStill(account, at: window) { try await away.forget(name) }
    }
  }
}
