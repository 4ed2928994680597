internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData

/// A reading for a person at a terminal: Chinese first, English beside it.
enum ReadingText {
  static func show(_ reading: WireReading, _ output: Output) {
    PortraitText.show(reading.portrait, output)
    output.line("\(title(of: reading.document.kind))")
    show(reading.document, output)
    reading.findings.forEach { show($0, output) }
    output.field("读卡", "read", "\(reading.readAt), \(reading.reader.name), \(reading.timing.totalMs) ms")
    if let filing = reading.filing { show(filing, output) }
  }

  static func show(_ finding: WireReading.Finding, _ output: Output) {
    output.line("  \(mark(of: finding.severity)) \(finding.field.rawValue): \(finding.text)")
  }

  static func show(_ document: WireDocument, _ output: Output) {
    func text(_ value: OnTheWire<String>?) -> String? { value?.personal.disclosed() }
    func code(_ value: OnTheWire<WireDocument.Code>?) -> String? {
      value.map { "\($0.personal.disclosed().name) (\($0.personal.disclosed().code))" }
    }
    output.field("姓名", "name", text(document.name))
    output.field("英文姓名", "English name", text(document.englishName))
    output.field("性别", "sex", code(document.sex))
    output.field("民族", "ethnic group", code(document.ethnicGroup))
    output.field("国籍", "nationality", text(document.nationality))
    output.field("出生", "born", text(document.birthDate))
    output.field("住址", "address", text(document.address))
    output.field("最新住址", "newest address", text(document.newestAddress))
    output.field("号码", "number", text(document.number))
    output.field("通行证号", "pass number", text(document.passNumber))
    output.field("换证次数", "issue count", text(document.issueCount))
    output.field("签发机关", "authority", text(document.authority))
    output.field("机关代码", "authority code", text(document.authorityCode))
    output.field("证件版本", "card version", text(document.cardVersion))
    output.field("旧号码", "previous number", text(document.previousNumber))
    guard let from = text(document.validFrom), let until = document.validUntil else { return }
    output.field("有效期", "valid", "\(from) — \(until.personal.disclosed() ?? "长期 long-term")")
  }

  static func title(of kind: DocumentKind) -> String {
    switch kind {
    case .residentIdentityCard: "居民身份证 resident identity card"
    case .hkMacaoTaiwanResidencePermit: "港澳台居民居住证 residence permit (Hong Kong, Macao, Taiwan)"
    case .foreignPermanentResidentCard2017: "外国人永久居留身份证 foreign permanent resident card (2017)"
    case .foreignPermanentResidentCard2023: "外国人永久居留身份证 foreign permanent resident card (2023)"
    case .militaryOfficerCard: "军官证 military officer card"
    case .foreignPassport: "外国护照 foreign passport"
    case .hkMacaoReturnPermit: "港澳同胞回乡证 return permit (Hong Kong, Macao)"
    case .taiwanCompatriotPermit: "台胞证 Taiwan compatriot permit"
    case .unknown: "未知证件 unknown kind of card"
    }
  }

  private static func words(_ outcome: WireFiling.Outcome) -> String {
    switch outcome {
    case .filed: "已建档 filed"
    case .unchanged: "已在档案中,没有变化 already on file, unchanged"
    case .renewed: "已换证更新 renewed"
    case .older: "较早的证件,存入历史 an older card, kept as history"
    case .conflict: "号码相同而人不同,请主管处理 same number, another person: a supervisor decides"
    case .queued: "已排队,稍后入档 queued"
    case .failed: "没有建档 not filed"
    }
  }

  /// What filing would do.
  static func show(
    ifFiled outcome: WireFiling.Outcome, changed: [DocumentField] = [], _ output: Output
  ) {
    output.line("=> 尚未建档；如果建档 not filed yet; if it were: \(words(outcome))")
    if !changed.isEmpty { output.field("变化", "changed", changed.map(\.rawValue).joined(separator: ", ")) }
  }

  static func show(_ filing: WireFiling, _ output: Output) {
    output.line("=> \(words(filing.outcome))")
    output.field("档案", "person", filing.person.map { "\($0) (\(filing.version ?? 0))" })
    output.field("变化", "changed", filing.changed.map { $0.map(\.rawValue).joined(separator: ", ") })
    if let error = filing.error {
      output.line("   \(error.message)")
      output.line("   → \(error.action) [\(error.reason)]")
    }
  }

  private static func mark(of severity: Finding.Severity) -> String {
    switch severity {
    case .info: "ⓘ"
    case .warning: "⚠"
    case .error: "✗"
    }
  }
}
