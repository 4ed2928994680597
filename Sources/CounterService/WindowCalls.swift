internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// What is set at this window, and the audit trail.
struct WindowCalls: Sendable {
  let settings: WindowSettings
  let archive: ArchiveAccess
  let hub: NotificationHub

  func install(in calls: inout CounterCalls) {
    calls.on(WindowShow.self, needs: .seeWindow) { (_, _) async throws(KioskFailure) -> WindowShow.Output in
      shown()
    }
    calls.on(WindowSet.self, needs: .setWindow) {
      (params, call) async throws(KioskFailure) -> WindowSet.Output in
      try await set(params, call)
      return shown()
    }
    calls.on(AuditVerify.self, needs: .readAudit) {
      (_, call) async throws(KioskFailure) -> AuditVerify.Output in
      try await verify(call)
    }
    calls.on(AuditList.self, needs: .readAudit) {
      (params, call) async throws(KioskFailure) -> AuditList.Output in
      let limit = try ListPage(limit: params.limit).limit
      guard (params.before ?? 1) >= 1 else { throw KioskFailure(.requestBadParameters) }
      let store = try await archive.opened()
      let lines = try await store.audit(before: params.before, limit: limit, shownTo: call.entry(.readAudit))
      return AuditList.Output(lines: lines.map(AuditList.Line.init))
    }
  }

  private func verify(_ call: CounterCall) async throws(KioskFailure) -> AuditVerify.Output {
    let store = try await archive.opened()
    var proof = TrailProof()
    while !proof.isDone { proof = try await store.proveAudit(proof) }
    var entry = call.entry(.readAudit)
    entry.subject = "audit"
    try await store.note(entry, outcome: proof.faults.isEmpty ? "sound" : "\(proof.faults.count) faults")
    return AuditVerify.Output(
      sound: proof.faults.isEmpty, lines: proof.chains.values.reduce(0) { $0 + $1.lines },
      faults: proof.faults.prefix(200).map(AuditVerify.Fault.init))
  }

  private func set(_ params: WindowSet.Params, _ call: CounterCall) async throws(KioskFailure) {
    guard let setting = WindowSetting(rawValue: params.key) else { throw KioskFailure(.settingUnknown) }
    guard !settings.isFixed(setting) else { throw KioskFailure(.settingFixed) }
    var value: String?
    if let given = params.value {
      guard let accepted = setting.accepted(given) else { throw KioskFailure(.settingBadValue) }
      value = accepted
    }
    var entry = call.entry(.setWindow)
    entry.subject = setting.rawValue
    try await archive.opened().set(
      setting.rawValue, to: value, by: entry, outcome: value.map { "set \($0)" } ?? "takenBack")
    settings.set(setting, to: value)
    hub.broadcast(WindowChanged(key: setting.rawValue, value: settings.value(of: setting)))
  }

  private func shown() -> WindowShow.Output {
    WindowShow.Output(
      id: settings.windowID,
      settings: WindowSetting.allCases.map { setting in
        WindowShow.Setting(
          key: setting.rawValue, value: settings.value(of: setting), initial: settings.initial(setting),
          fixed: settings.isFixed(setting), form: setting.formText)
      })
  }
}

extension AuditVerify.Fault {
  fileprivate init(_ fault: TrailProof.Fault) {
    self.init(
      kind: Kind(rawValue: fault.kind.rawValue) ?? .changed, window: fault.window, place: fault.place,
      number: fault.number)
  }
}

extension AuditList.Line {
  fileprivate init(_ record: AuditRecord) {
    self.init(
      number: record.number, at: record.at, window: record.window, actor: record.actor, role: record.role,
      act: record.act, whom: record.whom, session: record.session, subject: record.subject,
      outcome: record.outcome)
  }
}
