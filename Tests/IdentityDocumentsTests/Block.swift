import IdentityDocuments
import PersonalData
import Testing

/// A text block put together place by place, with the offsets of docs/reader-protocol.md §5 written out in each test.
struct Block {
  var bytes: [UInt8]

  init(_ places: [Int: String] = [:]) {
    bytes = (0..<128).flatMap { _ in [0x20, 0x00] as [UInt8] }
    for (offset, text) in places { put(text, at: offset) }
  }

  mutating func put(_ text: String, at offset: Int) { put(units: Array(text.utf16), at: offset) }

  mutating func put(units: [UInt16], at offset: Int) {
    for (index, unit) in units.enumerated() {
      bytes[offset + 2 * index] = UInt8(unit & 0xFF)
      bytes[offset + 2 * index + 1] = UInt8(unit >> 8)
    }
  }

  /// What the block says on 20 November 2026.
  func decoded() throws -> DecodedText { try DecodedText(decoding: bytes, today: Block.today()) }

  func findings() throws -> [Finding] { try decoded().findings }

  static func today() throws -> CalendarDate { try #require(CalendarDate(year: 2026, month: 11, day: 20)) }

  /// A citizen card without anything odd.
  static let citizen = Block([
    0: "样本甲", 30: "1", 32: "01", 36: "19900307", 52: "北京市虚构区示例路1号", 122: "110000199003071231",
    158: "北京市公安局虚构分局", 188: "20180613", 204: "20380613",
  ])

  /// A residence permit of a resident of Hong Kong.
  static let permit = Block([
    0: "样本乙", 30: "1", 36: "18990101", 52: "广东省虚构市示例街2号", 122: "810000189901010015",
    158: "广东省公安厅虚构处", 188: "20190101", 204: "20340101", 220: "H00000000", 238: "01", 248: "J",
  ])

  /// A foreigner's card of 2017; Antarctica has no nationals.
  static let foreigner2017 = Block([
    0: "SAMPLE, ALPHA", 120: "2", 122: "ATA110099023105", 152: "ATA", 158: "样本丙", 188: "20180101",
    204: "20380101", 220: "18990228", 236: "01", 240: "1500", 248: "I",
  ])

  /// A foreigner's card of 2023; Bouvet Island has no nationals.
  static let foreigner2023 = Block([
    0: "样本丁", 30: "1", 32: "02", 36: "18990101", 52: "SAMPLE, BETA", 122: "931074189901010018",
    188: "20240101", 204: "20340101", 242: "BVT", 248: "Y", 250: "000",
  ])

  static let all = [citizen, permit, foreigner2017, foreigner2023]
}

extension Optional where Wrapped == Personal<String> {
  var text: String? { self?.disclosed() }
}
