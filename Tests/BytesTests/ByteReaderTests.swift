import Bytes
import Testing

@Suite("Byte reader")
struct ByteReaderTests {
  @Test("reads numbers in both byte orders and says where it stands")
  func numbers() throws {
    var reader = ByteReader([0x01, 0x02, 0x03, 0x04, 0x78, 0x56, 0x34, 0x12, 0xFF])
    #expect(try reader.u16BE() == 0x0102)
    #expect(try reader.u16LE() == 0x0403)
    #expect(try reader.u32LE() == 0x1234_5678)
    #expect(reader.offset == 8)
    #expect(throws: DecodeError(.leftover(1), at: 8)) { try reader.finish() }
    #expect(Array(reader.rest()) == [0xFF])
    try reader.finish()
  }

  @Test("throws with the offset instead of running past the end", arguments: 0..<4)
  func truncation(length: Int) throws {
    var reader = ByteReader([UInt8](repeating: 7, count: length))
    #expect(throws: DecodeError.self) { try reader.u32LE() }
    var whole = ByteReader([UInt8](repeating: 7, count: length))
    #expect(throws: DecodeError(.truncated(needed: length + 1, available: length), at: 0)) {
      try whole.take(length + 1)
    }
    #expect(throws: DecodeError.self) { try whole.take(-1) }
    #expect(try whole.array(length).count == length)
  }

  @Test("hex text goes there and back, and refuses what is no pair of digits")
  func hex() {
    #expect(Hex.decode("AA aa 0f") == [0xAA, 0xAA, 0x0F])
    #expect(Hex.encode([0xAA, 0x0F], separator: " ") == "AA 0F")
    #expect(Hex.decode("A") == nil)
    #expect(Hex.decode("0g") == nil)
    #expect(Hex.decode("１２") == nil)
  }
}
