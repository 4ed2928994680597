internal import Bytes
internal import IdentityDocuments
internal import PersonalData

/// What one sealed blob holds: everything about a person that a reading gave.
///
/// Sealed in two pieces, values and portrait, so that a list need not open the portrait. A format byte, then entries: length of the name (1 byte), name, length of the value (4 bytes, low byte first),
/// value. Names are those of the wire; a member that is not there has no entry, a blank one has an empty value.
struct SealedContent: Equatable {
  static let format: UInt8 = 1
  var document: IdentityDocument
  var photoBlock: Personal<[UInt8]>
  var textBlock: Personal<[UInt8]>
  var findings: [Finding]

  init(
    document: IdentityDocument, photoBlock: Personal<[UInt8]>, textBlock: Personal<[UInt8]>,
    findings: [Finding]
  ) {
    self.document = document
    self.photoBlock = photoBlock
    self.textBlock = textBlock
    self.findings = findings
  }

  /// Everything in one piece.
  func encoded() -> [UInt8] { encoded(withPortrait: true) }

  /// Everything but the portrait.
  func encodedValues() -> [UInt8] { encoded(withPortrait: false) }

  private func encoded(withPortrait: Bool) -> [UInt8] {
    var writer = EntryWriter(format: Self.format)
    document.write(to: &writer)
    if withPortrait { writer.add("photoBlock", photoBlock.disclosed()) }
    writer.add("textBlock", textBlock.disclosed())
    findings.forEach { writer.add("finding", "\($0.field.rawValue) \($0.code.rawValue)") }
    return writer.bytes
  }

  /// The content of opened bytes; `nil` when they are not such entries.
  init?(decoding bytes: [UInt8], portrait: [UInt8]? = nil) {
    guard let entries = Entries(bytes, format: Self.format),
      let document = IdentityDocument(entries: entries),
      let photoBlock = portrait ?? entries.values("photoBlock").first,
      let textBlock = entries.values("textBlock").first,
      let findings = Self.findings(entries)
    else { return nil }
    self.init(
      document: document, photoBlock: Personal(photoBlock), textBlock: Personal(textBlock),
      findings: findings)
  }

  private static func findings(_ entries: Entries) -> [Finding]? {
    let texts = entries.values("finding").map { String(decoding: $0, as: UTF8.self) }
    let findings = texts.compactMap(Finding.init(stored:))
    return findings.count == texts.count ? findings : nil
  }
}

extension Finding {
  /// A finding as it is stored: field and code with a space between.
  init?(stored text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 2, let field = DocumentField(rawValue: parts[0]),
      let code = FindingCode(rawValue: parts[1])
    else { return nil }
    self.init(field, code)
  }
}
