internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData

/// Comparing what people state at home, and registering their numbers (docs/portals.md §2 and §3).
struct RegistrationCalls: Sendable {
  let desk: PortalDesk

  func install(in calls: inout CounterCalls) {
    calls.on(RegistrationCheck.self, needs: .checkRegistration) {
      (params, call) async throws(KioskFailure) -> RegistrationCheck.Output in
      guard let stage = StatedDocument.Stage(rawValue: params.stage) else {
        throw KioskFailure(.requestBadParameters)
      }
      let differences = try await desk.archive.opened().check(
        StatementCheck(
          entry: call.entry(.checkRegistration), stated: try StatedDocument(params.statement), stage: stage,
          client: try desk.client(params.client, call), clock: .now))
      return RegistrationCheck.Output(
        passed: differences.isEmpty,
        differing: differences.map { .init(field: $0.field, widthOnly: $0.isWidthOnly) })
    }
    calls.on(RegistrationSendCode.self, needs: .register) {
      (params, call) async throws(KioskFailure) -> WireIssuedCode in
      let client = try desk.client(params.client, call)
      let number = try desk.number(params.phone)
      let stated = try StatedDocument(params.statement)
      return try await desk.sendCode(
        .register, to: number, try desk.visit(.stated(stated, client), .register, call))
    }
    calls.on(RegistrationConfirm.self, needs: .register) {
      (params, call) async throws(KioskFailure) -> RegistrationConfirm.Output in
      let client = try desk.client(params.client, call)
      let number = try params.phone.map { phone throws(KioskFailure) in try desk.number(phone) }
      let stated = try StatedDocument(params.statement)
      let visit = try desk.visit(.stated(stated, client), .register, call)
      let file = try await desk.archive.opened().confirm(
        try desk.answer(.register, params.code, number: number, visit))
      return RegistrationConfirm.Output(person: file.person)
    }
  }
}

extension StatedDocument {
  /// What `wire` states; throws `request.badParameters` where it states a last day and long-term.
  init(_ wire: WireStatement) throws(KioskFailure) {
    self.init(
      kind: wire.kind ?? .residentIdentityCard, number: wire.number.personal, name: wire.name.personal)
    address = wire.address?.personal
    authority = wire.authority?.personal
    validFrom = wire.validFrom?.personal
    validUntil = wire.validUntil?.personal
    sex = wire.sex?.personal
    ethnicGroup = wire.ethnicGroup?.personal
    birthDate = wire.birthDate?.personal
    if wire.longTerm == true {
      guard validUntil == nil else { throw KioskFailure(.requestBadParameters) }
      validUntil = Personal("长期")
    }
  }
}
