import CounterRules
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SealedArchive
import TestSupport

/// What people at home ask of the archive of a bench.
extension NumberBench {
  static let portal: UInt32 = 1_001

  /// What the owner states of a sample's card.
  func stated(_ sample: Sample, _ change: (inout StatedDocument) -> Void = { _ in }) -> StatedDocument {
    var stated = StatedDocument(
      kind: sample.kind, number: Personal(sample.number), name: Personal(sample.name))
    stated.address = Personal(sample.address)
    stated.authority = Personal("MARKER-authority")
    stated.validFrom = Personal(sample.validFrom)
    stated.validUntil = Personal(sample.validUntil ?? "长期")
    change(&stated)
    return stated
  }

  func client(_ name: String = "198.51.100.7", _ limits: TryLimits = TryLimits(), portal: UInt32 = portal)
    -> PortalClient
  {
    PortalClient(portal: portal, name: Personal(name), limits: limits)
  }

  func entry(_ act: Act, portal: UInt32 = portal) -> AuditEntry {
    AuditEntry(
      at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .portal(uid: portal), act: act)
  }

  func check(
    _ stated: StatedDocument, _ stage: StatedDocument.Stage = .document, _ client: PortalClient? = nil
  ) async throws -> [StatedDifference] {
    let client = client ?? self.client()
    return try await store.check(
      StatementCheck(
        entry: entry(.checkRegistration, portal: client.portal), stated: stated, stage: stage, client: client,
        clock: now))
  }

  private func visit(_ proof: NumberVisit.Proof, _ act: Act) throws -> NumberVisit {
    NumberVisit(entry: entry(act), proof: proof, today: try Self.day("20261121"), clock: now)
  }

  /// A code to register with, or to sign in where there is no statement.
  @discardableResult
  func issue(
    _ purpose: CodePurpose, _ proof: NumberVisit.Proof, to number: String, code: String = "123456", life: Int
  ) async throws -> NumberOnFile {
    let number = try mobile(number)
    guard let code = OneTimeCode(typed: Personal(code)) else { throw TestFailure("no code") }
    return try await store.issue(
      CodeOrder(
        visit: try visit(proof, purpose == .register ? .register : .signInAtPortal), number: number,
        purpose: purpose, code: code, policy: CodePolicy(life: life), limits: IssueLimits(),
        message: Self.token()))
  }

  func register(_ stated: StatedDocument, code: String = "123456") async throws -> NumberOnFile {
    try await store.confirm(try portalAnswer(.register, .stated(stated, client()), code))
  }

  func signIn(
    _ sample: Sample, _ number: String, code: String = "123456", isPictureRight: Bool = true,
    digest: [UInt8] = [UInt8](repeating: 7, count: 32), life: Int = 1_800
  ) async throws -> PortalSession {
    let answer = try portalAnswer(
      .signIn, try registered(sample, number, isPictureRight: isPictureRight), code)
    return try await store.signIn(PortalSignIn(answer: answer, digest: digest, life: life))
  }

  func registered(
    _ sample: Sample, _ number: String, isPictureRight: Bool = true
  ) throws -> NumberVisit.Proof {
    guard let key = DocumentKey(kind: sample.kind, number: Personal(sample.number)) else {
      throw TestFailure("no key")
    }
    return .registered(key, try mobile(number), isPictureRight: isPictureRight, client())
  }

  func mobile(_ number: String) throws -> MobileNumber {
    guard let number = MobileNumber(Personal(number)) else { throw TestFailure("no number") }
    return number
  }

  private func portalAnswer(
    _ purpose: CodePurpose, _ proof: NumberVisit.Proof, _ code: String
  ) throws -> CodeAnswer {
    guard let code = OneTimeCode(typed: Personal(code)) else { throw TestFailure("no code") }
    return CodeAnswer(
      visit: try visit(proof, purpose == .register ? .register : .signInAtPortal), purpose: purpose,
      number: nil, code: code, isFaceConfirmed: false, notice: Self.token())
  }
}
