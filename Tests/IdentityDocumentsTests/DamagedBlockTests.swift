import Bytes
import IdentityDocuments
import Testing

@Suite("Damaged text blocks")
struct DamagedBlockTests {
  @Test("any other size is refused with that size", arguments: [0...255, 257...513])
  func size(sizes: ClosedRange<Int>) throws {
    let today = try Block.today()
    let long = Block.citizen.bytes + Block.citizen.bytes + [0]
    for size in sizes {
      #expect(throws: DecodeError(.unexpectedLength(size), at: 0)) {
        try DecodedText(decoding: Array(long.prefix(size)), today: today)
      }
    }
  }

  @Test("every changed byte still decodes, and shows in the values or in a finding", arguments: 0..<4)
  func changedByte(index: Int) throws {
    let whole = Block.all[index]
    let original = try whole.decoded()
    for position in whole.bytes.indices {
      // A fixed share of the values: each bit alone, all bits, and the bytes that make surrogates and digits.
      let masks: [UInt8] = [1, 2, 4, 8, 16, 32, 64, 128, 255]
      let values = masks.map { whole.bytes[position] ^ $0 } + [0x00, 0x20, 0x30, 0x39, 0xD8, 0xDC, 0xFF]
      for value in values where value != whole.bytes[position] {
        var changed = whole
        changed.bytes[position] = value
        let decoded = try changed.decoded()
        #expect(decoded != original, "byte \(position) to \(value)")
      }
    }
  }

  @Test("blocks of noise decode without a trap", arguments: [1, 2, 3] as [UInt64])
  func noise(seed: UInt64) throws {
    var state = seed
    for _ in 0..<300 {
      var block = Block()
      for position in block.bytes.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        block.bytes[position] = UInt8(truncatingIfNeeded: state >> 33)
      }
      for flag in [0x20, 0x4A, 0x49, 0x59] as [UInt16] {
        block.put(units: [flag], at: 248)
        #expect(try block.decoded().document.kind != .unknown)
      }
    }
  }

  struct Surrogates: CustomTestStringConvertible {
    var units: [UInt16]
    var text: String
    var testDescription: String { text }
  }

  @Test(
    "an unpaired surrogate becomes U+FFFD and is noticed",
    arguments: [
      Surrogates(units: [0x6837, 0xD842, 0x7532], text: "样\u{FFFD}甲"),
      Surrogates(units: [0x6837, 0xDFB7, 0x7532], text: "样\u{FFFD}甲"),
      Surrogates(units: [0xDFB7, 0xD842, 0x7532], text: "\u{FFFD}\u{FFFD}甲"),
      Surrogates(units: [0x6837, 0x7532, 0xD842], text: "样甲\u{FFFD}"),
    ])
  func surrogates(damaged: Surrogates) throws {
    var block = Block.citizen
    block.put(units: damaged.units, at: 0)
    let decoded = try block.decoded()
    #expect(decoded.document.name.text == damaged.text)
    #expect(decoded.findings == [Finding(.name, .unpairedSurrogate)])
  }

  @Test("text in an unused place is noticed once")
  func reserved() throws {
    let places: [(Block, [Int])] = [
      (.citizen, [220, 246, 250, 254]), (.permit, [32, 34, 242, 246, 250, 254]),
      (.foreigner2017, [250, 254]),
      (.foreigner2023, [158, 186]),
    ]
    for (whole, offsets) in places {
      let expected = try whole.findings() + [Finding(.reserved, .reservedNotBlank)]
      for offset in offsets {
        var block = whole
        block.put("?", at: offset)
        #expect(Set(try block.findings()) == Set(expected), "byte \(offset)")
      }
      var block = whole
      for offset in offsets { block.put("?", at: offset) }
      #expect(try block.findings().count { $0.code == .reservedNotBlank } == 1)
    }
  }
}
