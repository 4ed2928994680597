internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import RPCTransport

/// A call that may be done: the caller has the right to it.
struct CounterCall: Sendable {
  let caller: RPCCaller
  let party: ActingParty
  let window: CounterWindow

  /// To whom card sessions belong that this call begins.
  var owner: SessionOwner {
    switch party {
    case .localAdministrator, .selfService, .portal: SessionOwner(uid: caller.uid, clerk: nil)
    case .clerk(let name, _): SessionOwner(uid: caller.uid, clerk: name)
    case .batchHolder, .localPage: SessionOwner(uid: caller.uid, clerk: party.auditName)
    }
  }

  /// The line of the audit trail for doing `act` now.
  func entry(_ act: Act, session: String? = nil, subject: String? = nil) -> AuditEntry {
    AuditEntry(
      at: WallClock.now(), window: window.id, party: party, act: act, session: session, subject: subject)
  }
}
