import Bytes
import Sealing
import Testing

@Suite("HMAC-SHA-256")
struct HMACSHA256Tests {
  struct Answer: CustomTestStringConvertible {
    var key: [UInt8]
    var data: [UInt8]
    var code: String
    var testDescription: String { String(code.prefix(8)) }
  }

  /// RFC 4231, test cases 1, 2 and 6.
  static let answers = [
    Answer(
      key: [UInt8](repeating: 0x0B, count: 20), data: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Answer(
      key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Answer(
      key: [UInt8](repeating: 0xAA, count: 131),
      data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
  ]

  @Test("gives the published answers", arguments: answers)
  func knownAnswers(answer: Answer) throws {
    let key = SecretBytes(copying: answer.key)
    #expect(try HMACSHA256.code(answer.data, key: key) == Hex.decode(answer.code))
  }

  @Test("a purpose's key is the code of its name, and purposes do not share one")
  func subkeys() throws {
    let key = SecretBytes(copying: Array("Jefe".utf8))
    let derived = try HMACSHA256.subkey("what do ya want for nothing?", of: key)
    #expect(derived.withBytes { Array($0) } == Hex.decode(Self.answers[1].code))
    let other = try HMACSHA256.subkey("what do you want", of: key)
    #expect(derived.withBytes { Array($0) } != other.withBytes { Array($0) })
  }

  @Test("equality needs the same length and every byte")
  func equality() {
    #expect(HMACSHA256.isEqual([1, 2], [1, 2]))
    #expect(HMACSHA256.isEqual([], []))
    #expect(!HMACSHA256.isEqual([1, 2], [1, 3]))
    #expect(!HMACSHA256.isEqual([1, 2], [1, 2, 0]))
  }
}
