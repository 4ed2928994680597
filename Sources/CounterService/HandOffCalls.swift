internal import CommandLineKit
internal import CounterRules
internal import FoundationEssentials
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import Passwords
internal import PersonArchive
internal import PersonalData
internal import Portraits

/// Hands users over from a portal and back, and tells the portal's server whom a statement is about (docs/portals.md).
struct HandOffCalls: Sendable {
  let desk: Desk
  let portals: PortalSettings
  let signer: WindowSigner
  let archive: ArchiveAccess
  let sessions: CardSessions
  let filing: Filing
  let portraits: PortraitClient

  func install(in calls: inout CounterCalls) {
    calls.on(WindowKey.self, needs: .seeWindow) { (_, call) async throws(KioskFailure) -> WindowKey.Output in
      try await shownKey(call)
    }
    calls.on(HandOffOpen.self, needs: .handOff) {
      (params, _) async throws(KioskFailure) -> HandOffOpen.Output in
      let link = try HandOffLink(nonce: params.nonce, returnTo: params.returnTo, portals)
      return HandOffOpen.Output(portal: link.portal, portalName: portals.names[link.portal])
    }
    calls.on(HandOffClose.self, needs: .handOff) {
      (params, call) async throws(KioskFailure) -> HandOffClose.Output in
      try await close(params, call)
    }
    calls.on(HandOffPerson.self, needs: .askHandOff) {
      (params, call) async throws(KioskFailure) -> HandOffPerson.Output in
      try await person(params, call)
    }
  }

  private func shownKey(_ call: CounterCall) async throws(KioskFailure) -> WindowKey.Output {
    let key = try await signer.publicKey()
    // Portals are given it before the first hand-off; an archive that is away gets it with that one.
    try? await publish(call)
    let info = Data(SigningKey.subjectInfo(key)).base64EncodedString()
    return WindowKey.Output(
      window: call.window.id, algorithm: "Ed25519", key: try await signer.keyID(),
      publicKey: Data(key).base64EncodedString(),
      pem: "-----BEGIN PUBLIC KEY-----\n\(info)\n-----END PUBLIC KEY-----\n")
  }

  private func close(
    _ params: HandOffClose.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> HandOffClose.Output {
    let link = try HandOffLink(nonce: params.nonce, returnTo: params.returnTo, portals)
    let now = Self.now()
    var statement = HandOffStatement(
      iss: call.window.id, aud: link.portal, nonce: link.nonce, iat: now,
      exp: now + HandOffStatement.life, outcome: .cancelled)
    switch params.ending {
    case .cancelled: break
    case .timedOut: statement.outcome = .timedOut
    case .done:
      (statement.outcome, statement.sub) = try await done(params.session ?? "", link, call)
    }
    let signed = try await signer.signed(statement)
    return HandOffClose.Output(
      outcome: statement.outcome.rawValue, statement: signed, address: link.address(with: signed))
  }

  private func done(
    _ session: String, _ link: HandOffLink, _ call: CounterCall
  ) async throws(KioskFailure) -> (HandOffStatement.Outcome, String?) {
    let reading = try await sessions.reading(of: session, for: call.owner)
    try desk.check(call.party, mayDo: .fileCard)
    // Filing a session again gives its first answer.
    let filed = try await filing.delivery.file(try filing.request(for: reading, by: call.party))
    switch filed.outcome {
    case .conflict: return (.conflict, nil)
    case .queued: return (.queued, nil)
    case .failed: throw KioskFailure(.serviceInternal)
    case .filed, .unchanged, .renewed, .older:
      guard let person = filed.person else { throw KioskFailure(.serviceInternal) }
      try await publish(call)
      let reference = try await archive.opened().reference(
        to: person, for: link.purpose, by: call.entry(.handOff, session: session, subject: link.portal))
      return (.done, Base64URL.encode(reference))
    }
  }

  /// Sees to it that the archive has this window's public key.
  private func publish(_ call: CounterCall) async throws(KioskFailure) {
    guard await !signer.isPublished else { return }
    let key = try await signer.publicKey()
    let store = try await archive.opened()
    if try await store.publicKey(ofWindow: call.window.id) != key {
      var entry = call.entry(.setWindow, subject: "window.key")
      entry.party = .localAdministrator(uid: ProcessIdentity.uid)
      try await store.publish(key, ofWindow: call.window.id, by: entry)
    }
    await signer.notePublished()
  }

  private func person(
    _ params: HandOffPerson.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> HandOffPerson.Output {
    let isFull = params.full == true
    if isFull { try desk.check(call.party, mayDo: .showHandOff) }
    var entry = call.entry(isFull ? .showHandOff : .askHandOff)
    let store = try await archive.opened()
    let statement: HandOffStatement
    do throws(KioskFailure) {
      statement = try await proven(params.statement, store)
      entry.subject = statement.aud
      try check(statement, call)
    } catch {
      try await store.note(entry, outcome: error.reason.rawValue)
      throw error
    }
    let person = try await store.person(
      named: statement.sub.flatMap(Base64URL.decode) ?? [],
      for: HandOffPurpose(portal: statement.aud, nonce: statement.nonce), ends: statement.exp, shownTo: entry)
    let document = person.current.document
    return HandOffPerson.Output(
      portal: statement.aud, nonce: statement.nonce, window: statement.iss, person: person.id,
      kind: document.kind, numberMasked: document.number.map { Masking.number($0).disclosed() } ?? "",
      nameMasked: document.shownName.map { Masking.name($0).disclosed() } ?? "",
      version: person.current.number, expired: document.isExpired(today: try Today.date()),
      current: isFull ? WireVersion(person.current) : nil,
      portrait: isFull ? WirePortrait(await portraits.decode(person.current.photoBlock)) : nil)
  }

  /// The statement, which a window of this archive signed; throws `handoff.forged`.
  private func proven(
    _ text: String, _ store: any CounterArchive
  ) async throws(KioskFailure) -> HandOffStatement {
    guard let received = HandOffStatement.Received(text), received.statement.iss.utf8.count <= 64,
      let key = try await store.publicKey(ofWindow: received.statement.iss), received.isSigned(by: key)
    else { throw KioskFailure(.handOffForged) }
    return received.statement
  }

  private func check(_ statement: HandOffStatement, _ call: CounterCall) throws(KioskFailure) {
    guard let account = call.party.clerkName, portals.accounts[account]?.contains(statement.aud) == true
    else {
      throw KioskFailure(.handOffOtherPortal)
    }
    guard statement.isFresh(at: Self.now()) else { throw KioskFailure(.handOffStale) }
    guard statement.outcome == .done else { throw KioskFailure(.handOffWithoutPerson) }
  }

  private static func now() -> Int { MachineClock.wall / 1_000 }
}
