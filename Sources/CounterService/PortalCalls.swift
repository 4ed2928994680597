internal import CounterRules
internal import FoundationEssentials
internal import IdentityDocuments
internal import KioskProtocol
internal import LetterPictures
internal import LinuxPlatform
internal import OneTimeCodes
internal import Passwords
internal import PersonArchive
internal import PersonalData
internal import PortraitImages
internal import SMSGateways

/// Signing in from home (docs/portals.md §4).
struct PortalCalls: Sendable {
  let desk: PortalDesk
  let pictures: PortalPictures

  func install(in calls: inout CounterCalls) {
    calls.on(PortalPicture.self, needs: .signInAtPortal) {
      (params, call) async throws(KioskFailure) -> PortalPicture.Output in
      try await picture(params, call)
    }
    calls.on(PortalSendCode.self, needs: .signInAtPortal) {
      (params, call) async throws(KioskFailure) -> WireIssuedCode in
      let number = try desk.number(params.phone)
      let picture = Picture(id: params.picture, letters: params.letters, step: .code)
      let visit = try await visit(params.client, params.kind, params.number, number, picture, call)
      return try await desk.sendCode(.signIn, to: number, visit)
    }
    calls.on(PortalSignInCall.self, needs: .signInAtPortal) {
      (params, call) async throws(KioskFailure) -> PortalSignInCall.Output in
      try await signIn(params, call)
    }
    calls.on(PortalSessionCall.self, needs: .seePortalSession) {
      (params, call) async throws(KioskFailure) -> PortalSessionCall.Output in
      let session = try await desk.archive.opened().session(
        try Self.digest(params.session.personal), of: try desk.portal(call), clock: .now)
      return PortalSessionCall.Output(person: session.person, secondsLeft: session.secondsLeft)
    }
    calls.on(PortalSignOut.self, needs: .seePortalSession) {
      (params, call) async throws(KioskFailure) -> Empty in
      try await desk.archive.opened().endSession(
        try Self.digest(params.session.personal), of: try desk.portal(call),
        by: call.entry(.seePortalSession), clock: .now)
      return Empty()
    }
  }

  private struct Picture {
    var id: String
    var letters: String
    var step: PortalPictures.Step
  }

  private func picture(
    _ params: PortalPicture.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> PortalPicture.Output {
    let client = try desk.client(params.client, call)
    var generator = SystemRandomNumberGenerator()
    let drawn = LetterPicture(using: &generator)
    let (width, height) = (LetterPicture.width, LetterPicture.height)
    let png: [UInt8]
    do { png = try PNGImage.encodeRGB(pixels: drawn.pixels, width: width, height: height) } catch {
      throw KioskFailure(.serviceInternal)
    }
    let id = await pictures.keep(drawn.letters, for: client.key, instead: params.instead)
    return PortalPicture.Output(
      picture: id, data: Data(png).base64EncodedString(), width: width, height: height,
      secondsLeft: PortalPictures.life, letters: desk.messages.trialInbox == nil ? nil : drawn.letters)
  }

  private func signIn(
    _ params: PortalSignInCall.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> PortalSignInCall.Output {
    let number = try desk.number(params.phone)
    let picture = Picture(id: params.picture, letters: params.letters, step: .signIn)
    let visit = try await visit(params.client, params.kind, params.number, number, picture, call)
    let answer = try desk.answer(.signIn, params.code, number: number, visit)
    let token: String
    do { token = try SessionToken.make() } catch { throw KioskFailure(.serviceInternal) }
    let session = try await desk.archive.opened().signIn(
      PortalSignIn(answer: answer, digest: try Self.digest(Personal(token)), life: desk.portals.sessionLife))
    return PortalSignInCall.Output(
      session: OnTheWire(token), person: session.person, secondsLeft: session.secondsLeft)
  }

  /// The picture has been looked at once this returns, whatever comes of the rest.
  private func visit(
    _ client: OnTheWire<String>, _ kind: DocumentKind?, _ number: OnTheWire<String>, _ phone: MobileNumber,
    _ picture: Picture, _ call: CounterCall
  ) async throws(KioskFailure) -> NumberVisit {
    let client = try desk.client(client, call)
    guard let key = DocumentKey(kind: kind ?? .residentIdentityCard, number: number.personal) else {
      throw KioskFailure(.documentNumberBlank)
    }
    let isRight = await pictures.offer(picture.letters, of: picture.id, for: picture.step, by: client.key)
    return try desk.visit(
      .registered(key, phone, isPictureRight: isRight, client), .signInAtPortal, call)
  }

  private static func digest(_ token: Personal<String>) throws(KioskFailure) -> [UInt8] {
    do { return try TokenDigest.of(token.disclosed()) } catch { throw KioskFailure(.serviceInternal) }
  }
}

extension PortalClient {
  /// One text for one client of one portal.
  fileprivate var key: String { "\(portal) \(name.disclosed())" }
}
