internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform

/// Who is signed in, by the token each got; nothing of it outlives the daemon.
actor SignIns {
  private var parties: [String: ActingParty] = [:]

  /// Lets `party` in; the token that stands for it from now on.
  func begin(_ party: ActingParty) -> String {
    let token = RandomToken.make()
    parties[token] = party
    return token
  }

  /// Who has this token; throws `rights.denied` for one that does not hold.
  func party(of token: String) throws(KioskFailure) -> ActingParty {
    guard let party = parties[token] else { throw KioskFailure(.rightsDenied) }
    return party
  }

  /// Forgets a token.
  func end(_ token: String) { parties[token] = nil }
}
