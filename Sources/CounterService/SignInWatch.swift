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
    var kept: Set<String> = []
    do throws(KioskFailure) {
      kept = Set(try await away.names())
    } catch {
      failure = try Self.later(error, failure)
    }
    for name in await signIns.accountNames().union(kept).sorted() {
      do throws(KioskFailure) {
        // Asked first: a clock that is wrong, or a setting that only the centre has, takes nothing away while it is needed.
        let account = try await archive.opened().clerk(named: name)
        await signIns.end(unlike: account, named: name, at: window)
        if kept.contains(name) { try await hold(name, against: account) }
      } catch {
        failure = try Self.later(error, failure)
      }
    }
    if let failure { throw failure }
  }

  /// Keeps of an account what the centre still has so, and nothing else.
  private func hold(_ name: String, against account: ClerkAccount?) async throws(KioskFailure) {
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
}
