import LinuxPlatform
import Testing

@Suite("The encoding of a text file")
struct TextEncodingTests {
  @Test("UTF-8 with and without byte-order mark, and GB18030 with two and four bytes, give the same text")
  func encodings() {
    #expect(TextEncoding.text(of: Array("样本,é".utf8)) == "样本,é")
    #expect(TextEncoding.text(of: [0xEF, 0xBB, 0xBF] + Array("样本".utf8)) == "样本")
    #expect(TextEncoding.text(of: [0xD1, 0xF9, 0xB1, 0xBE]) == "样本")
    // U+20BB7 has four bytes.
    #expect(TextEncoding.text(of: [0x95, 0x34, 0xB2, 0x35] + [0xD1, 0xF9]) == "\u{20BB7}样")
    #expect(TextEncoding.text(of: []) == "")
  }

  @Test(
    "what is neither is no text",
    arguments: [
      [0xFF, 0xFE, 0x41, 0x00], [0x50, 0x4B, 0x03, 0x04, 0x00], [0xFF], [0x41, 0x81],
      [0xEF, 0xBB, 0xBF, 0xFF],
    ])
  func neither(bytes: [UInt8]) {
    #expect(TextEncoding.text(of: bytes) == nil)
  }
}
