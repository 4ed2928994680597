import IdentityDocuments
import PersonArchive
import PersonalData

/// A reading of a person who does not exist; every value begins with MARKER where a card allows it.
struct Sample {
  static let photo = Array("MARKER-photo".utf8) + [UInt8](repeating: 0x5A, count: 1_012)
  static let text = Array("MARKER-text".utf8) + [UInt8](repeating: 0xA5, count: 245)

  var session: String
  var kind = DocumentKind.residentIdentityCard
  var number = "110000199003071231"
  var name = "MARKER-样本甲"
  var sex = "1"
  var birthDate = "19900307"
  var address = "MARKER-样本市一号"
  var newestAddress: String?
  var validFrom = "20150613"
  /// Long-term where there is none.
  var validUntil: String?
  var photo: [UInt8]? = Sample.photo
  var findings: [Finding] = []

  init(_ session: String, change: (inout Sample) -> Void = { _ in }) {
    self.session = session
    change(&self)
  }

  var document: IdentityDocument {
    var document = IdentityDocument(kind: kind)
    document.number = Personal(number)
    document.name = Personal(name)
    document.sex = Personal(CodedValue(code: sex, name: sex == "1" ? "男" : "女"))
    document.ethnicGroup = Personal(CodedValue(code: "01", name: "汉"))
    document.birthDate = Personal(Self.date(birthDate))
    document.address = Personal(address)
    document.newestAddress = newestAddress.map { Personal($0) }
    document.authority = Personal("MARKER-authority")
    document.validFrom = Personal(Self.date(validFrom))
    document.validUntil = Personal(validUntil.map(Self.date) ?? .longTerm)
    return document
  }

  var filing: FilingRequest {
    FilingRequest(
      origin: ReadingOrigin(
        session: session, readAt: "2026-11-20T09:15:02+08:00", window: "window-1", clerk: "clerk-1",
        reader: .init(
          id: "reader-1", name: "Reader", link: "usb", samID: "05.01-20260101-0000000001-0000000001")),
      document: document, photoBlock: photo.map { Personal($0) }, textBlock: Personal(Self.text),
      findings: findings)
  }

  private static func date(_ text: String) -> CardDate {
    CalendarDate(compact: text).map { .date($0) } ?? .text(text)
  }
}
