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

  /// Looks once at every account that is signed in or kept; throws where one could not be looked at, after the others.
  func look() async throws(KioskFailure) {
    var failure: KioskFailure?
    for name in await signIns.accountNames().sorted() {
      do throws(KioskFailure) {
        await signIns.end(unlike: try await account(name), named: name, at: window)
      } catch {
        failure = try Self.later(error, failure)
      }
    }
    for name in try await away.names() {
      do throws(KioskFailure) {
        try await look(atKept: name)
      } catch {
        failure = try Self.later(error, failure)
      }
    }
    if let failure { throw failure }
  }

  private func look(atKept name: String) async throws(KioskFailure) {
    // Asked first: a clock that is wrong, or a setting that only the centre has, takes nothing away while it is needed.
    let account = try await account(name)
    guard let account, let kept = try await away.clerk(named: name)?.account,
      AdmittedClerk(kept).isStill(account, at: window)
    else { return await away.forget(name) }
    // Tried at other windows.
    if (account.wrongTries, account.wrongAt) != (kept.wrongTries, kept.wrongAt) {
      await away.count(account.wrongTries, at: account.wrongAt, of: name)
    }
  }

  /// The failure to tell at the end; thrown at once where every other account would meet it too.
  private static func later(
    _ failure: KioskFailure, _ first: KioskFailure?
  ) throws(KioskFailure) -> KioskFailure {
    if failure.isCentreAway || failure.reason == .serviceStopping { throw failure }
    return first ?? failure
  }

  private func account(_ name: String) async throws(KioskFailure) -> ClerkAccount? {
    try await archive.opened().clerk(named: name)
  }
}
