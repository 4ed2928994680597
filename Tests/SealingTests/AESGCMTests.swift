import Bytes
import Sealing
import Testing

@Suite("AES-256-GCM")
struct AESGCMTests {
  struct Answer: CustomTestStringConvertible {
    var name: String
    var key: String
    var nonce: String
    var plain: String
    var associated: String
    var sealed: String
    var testDescription: String { name }
  }

  /// Test cases of the GCM specification (McGrew and Viega), appendix B.
  static let answers = [
    Answer(
      name: "case 13", key: zeros(32), nonce: zeros(12), plain: "", associated: "",
      sealed: "530f8afbc74536b9a963b4f1c4cb738b"),
    Answer(
      name: "case 14", key: zeros(32), nonce: zeros(12), plain: zeros(16), associated: "",
      sealed: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
    Answer(
      name: "case 16",
      key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      nonce: "cafebabefacedbaddecaf888",
      plain: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      sealed: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  static func zeros(_ count: Int) -> String { String(repeating: "00", count: count) }

  @Test("gives the published answers", arguments: answers)
  func knownAnswers(answer: Answer) throws {
    let key = SecretBytes(copying: try #require(Hex.decode(answer.key)))
    let nonce = try #require(Hex.decode(answer.nonce))
    let plain = try #require(Hex.decode(answer.plain))
    let associated = try #require(Hex.decode(answer.associated))
    let sealed = try AESGCM.seal(plain, key: key, nonce: nonce, associated: associated)
    #expect(sealed == nonce + (try #require(Hex.decode(answer.sealed))))
    #expect(try AESGCM.open(sealed, key: key, associated: associated) == plain)
  }

  @Test("sealing the same text twice gives different bytes that both open")
  func freshNonce() throws {
    let key = try SecretBytes(random: AESGCM.keySize)
    let text = Array("样本甲".utf8)
    let first = try AESGCM.seal(text, key: key, associated: [1])
    let second = try AESGCM.seal(text, key: key, associated: [1])
    #expect(first.prefix(AESGCM.nonceSize) != second.prefix(AESGCM.nonceSize))
    #expect(first != second)
    #expect(try AESGCM.open(first, key: key, associated: [1]) == text)
    #expect(try AESGCM.open(second, key: key, associated: [1]) == text)
  }

  @Test("one flipped bit anywhere, another place or another key opens nothing")
  func refusals() throws {
    let key = try SecretBytes(random: AESGCM.keySize)
    let sealed = try AESGCM.seal([1, 2, 3], key: key, associated: [4, 5])
    for position in sealed.indices {
      var changed = sealed
      changed[position] ^= 0x10
      #expect(throws: SealingError.notAuthentic) { try AESGCM.open(changed, key: key, associated: [4, 5]) }
    }
    #expect(throws: SealingError.notAuthentic) { try AESGCM.open(sealed, key: key, associated: [4, 6]) }
    let other = try SecretBytes(random: AESGCM.keySize)
    #expect(throws: SealingError.notAuthentic) { try AESGCM.open(sealed, key: other, associated: [4, 5]) }
  }

  @Test("every truncation is refused")
  func truncation() throws {
    let key = try SecretBytes(random: AESGCM.keySize)
    let sealed = try AESGCM.seal([1, 2, 3], key: key, associated: [])
    for length in 0..<sealed.count {
      #expect(throws: SealingError.notAuthentic) {
        try AESGCM.open(Array(sealed.prefix(length)), key: key, associated: [])
      }
    }
  }

  @Test(
    "a key or nonce of another size is refused before OpenSSL reads past its end", arguments: [0, 16, 31, 33])
  func keySizes(size: Int) {
    let key = SecretBytes(copying: [UInt8](repeating: 1, count: size))
    #expect(throws: SealingError.keySize) { try AESGCM.seal([], key: key, associated: []) }
    #expect(throws: SealingError.keySize) { try AESGCM.open([], key: key, associated: []) }
    let good = SecretBytes(copying: [UInt8](repeating: 1, count: 32))
    let nonce = [UInt8](repeating: 1, count: size)
    #expect(throws: SealingError.keySize) { try AESGCM.seal([], key: good, nonce: nonce, associated: []) }
  }
}
