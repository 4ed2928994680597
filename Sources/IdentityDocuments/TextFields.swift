import Bytes
import PersonalData

/// The text block of a card, cut into fields.
///
/// Collects what it notices on the way.
struct TextFields {
  /// How many bytes a text block has (docs/reader-protocol.md §5.1).
  static let size = 256
  private static let space = UInt16(0x20)

  private let units: [UInt16]
  private(set) var findings: [Finding] = []

  /// The fields of `block`, which is UTF-16, low byte first (§5.2).
  init(_ block: [UInt8]) throws(DecodeError) {
    guard block.count == Self.size else { throw DecodeError(.unexpectedLength(block.count), at: 0) }
    var reader = ByteReader(block)
    var units: [UInt16] = []
    while reader.remaining > 0 { units.append(try reader.u16LE()) }
    self.units = units
  }

  /// The unit at byte 248, which tells the kind.
  var flag: UInt16? { slice(248, 2).first }

  /// The text at `offset`, `size` bytes long, without the padding on its right.
  mutating func text(_ field: DocumentField, _ offset: Int, _ size: Int, isNeeded: Bool = true) -> Personal<
    String
  > {
    text(field, units: slice(offset, size), isNeeded: isNeeded)
  }

  /// The text of two parts, put together before the padding goes: a first part that ends in a space keeps it.
  mutating func text(
    _ field: DocumentField, first: (offset: Int, size: Int), second: (offset: Int, size: Int)
  ) -> Personal<String> {
    let joined = slice(first.offset, first.size) + slice(second.offset, second.size)
    return text(field, units: joined, isNeeded: true)
  }

  /// A code and its name in `table`; a code that is not in it is its own name.
  mutating func code(
    _ field: DocumentField, _ offset: Int, _ size: Int, table: [String: String]
  ) -> Personal<CodedValue> {
    let code = text(field, offset, size).disclosed()
    let name = table[code]
    if name == nil, !code.isEmpty { note(field, .codeUnknown) }
    return Personal(CodedValue(code: code, name: name ?? code))
  }

  /// A date of eight digits; `mayBeLongTerm` allows 长期 in its place.
  mutating func date(_ field: DocumentField, _ offset: Int, mayBeLongTerm: Bool = false) -> Personal<CardDate>
  {
    let text = text(field, offset, 16).disclosed()
    if let day = CalendarDate(compact: text) { return Personal(.date(day)) }
    if mayBeLongTerm, text == "长期" { return Personal(.longTerm) }
    if !text.isEmpty { note(field, .dateNotUnderstood) }
    return Personal(.text(text))
  }

  /// Notices anything but spaces in the unused places; once for the whole block.
  mutating func reserved(_ places: (offset: Int, size: Int)...) {
    let isBlank = places.allSatisfy { slice($0.offset, $0.size).allSatisfy { $0 == Self.space } }
    if !isBlank { note(.reserved, .reservedNotBlank) }
  }

  /// Puts a finding beside `field`.
  mutating func note(_ field: DocumentField, _ code: FindingCode) { findings.append(Finding(field, code)) }

  private mutating func text(
    _ field: DocumentField, units: ArraySlice<UInt16>, isNeeded: Bool
  ) -> Personal<String> {
    var kept = units
    while kept.last == Self.space { kept.removeLast() }
    if kept.isEmpty, isNeeded { note(field, .blank) }
    if Self.hasUnpairedSurrogate(kept) { note(field, .unpairedSurrogate) }
    return Personal(String(decoding: kept, as: UTF16.self))
  }

  private func slice(_ offset: Int, _ size: Int) -> ArraySlice<UInt16> {
    units.dropFirst(offset / 2).prefix(size / 2)
  }

  private static func hasUnpairedSurrogate(_ units: ArraySlice<UInt16>) -> Bool {
    var awaitsTrail = false
    for unit in units {
      guard UTF16.isTrailSurrogate(unit) == awaitsTrail else { return true }
      awaitsTrail = UTF16.isLeadSurrogate(unit)
    }
    return awaitsTrail
  }
}
