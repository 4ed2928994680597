internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import RPCTransport

/// Persons as lines of a file.
struct PersonSheet {
  let format: PersonExport.Format
  let isFull: Bool

  /// What stands before the first person.
  var head: String {
    guard format == .csv else { return "" }
    let names =
      isFull
      ? [
        "人员编号", "证件种类", "证件号码", "姓名", "英文姓名", "性别", "民族", "国籍", "出生日期", "住址", "签发机关", "有效期起", "有效期止", "版本数",
        "末次读卡",
      ] : ["人员编号", "证件种类", "证件号码", "姓名", "版本数", "末次读卡"]
    return CSVText.byteOrderMark + CSVText.line(names.map { .text($0) })
  }

  /// One person.
  func line(_ entry: ExportPart.Entry) -> String {
    switch format {
    case .csv: CSVText.line(cells(entry))
    case .jsonl: String(decoding: isFull ? full(entry) : masked(entry), as: UTF8.self) + "\n"
    }
  }

  private func full(_ entry: ExportPart.Entry) -> [UInt8] {
    Array(
      Lines.encode(
        Full(
          person: entry.person.id, versions: entry.person.versions, lastReadAt: entry.lastReadAt,
          current: WireVersion(entry.person.current))))
  }

  private func masked(_ entry: ExportPart.Entry) -> [UInt8] { Array(Lines.encode(summary(entry))) }

  private func summary(_ entry: ExportPart.Entry) -> WirePersonSummary {
    let document = entry.person.current.document
    return WirePersonSummary(
      PersonSummary(
        id: entry.person.id, kind: document.kind, number: document.number, name: document.shownName,
        versions: entry.person.versions, lastReadAt: entry.lastReadAt))
  }

  private func cells(_ entry: ExportPart.Entry) -> [CSVText.Cell] {
    let last: [CSVText.Cell] = [.text("\(entry.person.versions)"), .text(entry.lastReadAt)]
    guard isFull else {
      let summary = summary(entry)
      return [
        .text(summary.person), .text(summary.kind.rawValue), .text(summary.numberMasked),
        .text(summary.nameMasked),
      ] + last
    }
    let document = WireDocument(entry.person.current.document)
    func text(_ value: OnTheWire<String>?) -> CSVText.Cell { .text(value?.personal.disclosed() ?? "") }
    let isLongTerm = document.longTerm?.personal.disclosed() == true
    return [
      .text(entry.person.id), .text(document.kind.rawValue),
      .number(document.number?.personal.disclosed() ?? ""), text(document.name), text(document.englishName),
      .text(document.sex?.personal.disclosed().name ?? ""),
      .text(document.ethnicGroup?.personal.disclosed().name ?? ""), text(document.nationality),
      text(document.birthDate), text(document.address), text(document.authority), text(document.validFrom),
      .text(isLongTerm ? "长期" : document.validUntil?.personal.disclosed() ?? ""),
    ] + last
  }

  private struct Full: Encodable {
    var person: String
    var versions: Int
    var lastReadAt: String
    var current: WireVersion
  }
}
