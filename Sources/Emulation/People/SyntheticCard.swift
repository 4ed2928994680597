package import IdentityDocuments

/// A card of an invented person: plain values, and the blocks a reader would deliver for them.
///
/// The places in the block are written here a second time, from docs/reader-protocol.md §5.3 to §5.6, so that a test
/// that decodes what this encodes compares two readings of the document.
package struct SyntheticCard: Equatable, Sendable {
  /// Which layout the text block has.
  package var kind: DocumentKind
  package var number = ""
  package var name = ""
  package var englishName = ""
  package var sex = CodedValue(code: "1", name: "男")
  package var ethnicGroup = CodedValue(code: "01", name: "汉")
  package var nationality = ""
  /// Eight digits, like all dates here.
  package var birthDate = ""
  package var address = ""
  package var authority = ""
  package var validFrom = ""
  /// Eight digits or 长期.
  package var validUntil = ""
  package var passNumber = ""
  package var issueCount = ""
  package var cardVersion = ""
  package var authorityCode = ""
  package var previousNumberLink = ""
  /// What a decoder must derive; not on the card.
  package var previousNumber: String?
  /// Decides the face that the stand-in decoder draws.
  package var faceSeed: UInt32 = 0
  /// Units put over the finished block, by their byte offset: what makes a card odd.
  package var patches: [Int: UInt16] = [:]

  /// A card with blank fields.
  package init(kind: DocumentKind) { self.kind = kind }

  /// The text block, 256 bytes; what is too long for its field is cut.
  package var text: [UInt8] {
    var units = [UInt16](repeating: 0x20, count: 128)
    for field in fields {
      for (index, unit) in field.text.utf16.prefix(field.size / 2).enumerated() {
        units[field.offset / 2 + index] = unit
      }
    }
    for (offset, unit) in patches where units.indices.contains(offset / 2) { units[offset / 2] = unit }
    return units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// The photo block, 1,024 bytes.
  package var photo: [UInt8] { DrawnFace.block(seed: faceSeed) }

  private typealias Field = (offset: Int, size: Int, text: String)

  private var fields: [Field] {
    switch kind {
    case .hkMacaoTaiwanResidencePermit:
      resident + [(220, 18, passNumber), (238, 4, issueCount), (248, 2, "J")]
    case .foreignPermanentResidentCard2017:
      [
        (0, 120, englishName), (120, 2, sex.code), (122, 30, number), (152, 6, nationality), (158, 30, name),
        (188, 16, validFrom), (204, 16, validUntil), (220, 16, birthDate), (236, 4, cardVersion),
        (240, 8, authorityCode), (248, 2, "I"),
      ]
    case .foreignPermanentResidentCard2023:
      [
        (0, 30, name), (30, 2, sex.code), (32, 4, issueCount), (36, 16, birthDate), (52, 70, englishName),
        (122, 36, number), (188, 16, validFrom), (204, 16, validUntil),
        (220, 22, String(decoding: englishName.utf16.dropFirst(35), as: UTF16.self)), (242, 6, nationality),
        (248, 2, "Y"), (250, 6, previousNumberLink),
      ]
    default: resident + [(32, 4, ethnicGroup.code)]
    }
  }

  private var resident: [Field] {
    [
      (0, 30, name), (30, 2, sex.code), (36, 16, birthDate), (52, 70, address), (122, 36, number),
      (158, 30, authority), (188, 16, validFrom), (204, 16, validUntil),
    ]
  }
}
