internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData

/// Nobody's document, sealed as everybody's is: what is opened in the place of one that is not on file, so that finding nobody
/// takes the same work as finding somebody.
struct StandIn {
  /// No row of the table has this number.
  private static let row = 0
  private static let id = "nobody"

  let person: PersonRow
  let version: VersionRow
  /// The versions of the keys that it was sealed under.
  let madeUnder: [String]

  init(_ keys: ArchiveKeys) throws(KioskFailure) {
    var document = IdentityDocument(kind: .residentIdentityCard)
    document.number = Personal("000000000000000000")
    document.name = Personal("无此人")
    document.sex = Personal(CodedValue(code: "0", name: "未知"))
    document.ethnicGroup = Personal(CodedValue(code: "97", name: "其他"))
    document.birthDate = Personal(.text("00000000"))
    document.address = Personal("无此地址无此地址无此地址无此地址")
    document.authority = Personal("无此机关无此机关")
    document.validFrom = Personal(.text("00000000"))
    document.validUntil = Personal(.text("00000000"))
    guard let key = DocumentKey(document) else { throw KioskFailure(.serviceInternal) }
    let (data, wrapped) = try keys.makeDataKey(for: .personKey(Self.id))
    let content = SealedContent(
      document: document, photoBlock: Personal([]),
      textBlock: Personal([UInt8](repeating: 0x20, count: 256)), findings: [])
    person = PersonRow(
      row: Self.row, id: Self.id, lookup: try keys.lookup(key).newest, current: 1, wrapped: wrapped)
    version = VersionRow(
      number: 1, values: try data.seal(content.encodedValues(), for: .values(person: Self.id, version: 1)),
      portrait: [])
    madeUnder = keys.versions
  }
}
