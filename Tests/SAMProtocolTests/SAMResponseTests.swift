import Bytes
import SAMProtocol
import Testing

@Suite("SAM responses")
struct SAMResponseTests {
  struct Vector: CustomTestStringConvertible {
    var status: SAMStatus
    var data: [UInt8] = []
    var hex: String
    var testDescription: String { "\(status) \(data.count)" }
  }

  /// Every response of docs/reader-protocol.md §1.3 and §13.
  static let vectors: [Vector] = [
    Vector(status: .success, hex: "AA AA AA 96 69 00 04 00 00 90 94"),
    Vector(status: .cardFound, data: [0, 0, 0, 0], hex: "AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97"),
    Vector(status: .findFailed, hex: "AA AA AA 96 69 00 04 00 00 80 84"),
    Vector(
      status: .success, data: [0, 0, 0, 0, 0, 0, 0, 0],
      hex: "AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C"),
    Vector(status: .selectFailed, hex: "AA AA AA 96 69 00 04 00 00 81 85"),
    Vector(status: .readFailed, hex: "AA AA AA 96 69 00 04 00 00 41 45"),
    Vector(status: .noContent, hex: "AA AA AA 96 69 00 04 00 00 91 95"),
    Vector(status: .samRefusedCard, hex: "AA AA AA 96 69 00 04 00 00 32 36"),
    Vector(status: .samNotAuthorised, hex: "AA AA AA 96 69 00 04 00 00 66 62"),
    Vector(
      status: .success,
      data: [5, 0, 1, 0, 9, 0xB8, 0x32, 1, 5, 0xBE, 0x12, 0, 0xAD, 0xC5, 0xB1, 0x11],
      hex: "AA AA AA 96 69 00 14 00 00 90 05 00 01 00 09 B8 32 01 05 BE 12 00 AD C5 B1 11 63"),
    Vector(status: .requestChecksumWrong, hex: "AA AA AA 96 69 00 04 00 00 10 14"),
    Vector(status: .requestLengthWrong, hex: "AA AA AA 96 69 00 04 00 00 11 15"),
    Vector(status: .commandWrong, hex: "AA AA AA 96 69 00 04 00 00 21 25"),
    Vector(status: .notPermitted, hex: "AA AA AA 96 69 00 04 00 00 23 27"),
    Vector(status: .notRecognised, hex: "AA AA AA 96 69 00 04 00 00 24 20"),
    Vector(status: .cardRefusedSAM, hex: "AA AA AA 96 69 00 04 00 00 31 35"),
    Vector(status: .verificationFailed, hex: "AA AA AA 96 69 00 04 00 00 33 37"),
    Vector(status: .fingerprintVerificationFailed, hex: "AA AA AA 96 69 00 04 00 00 37 33"),
    Vector(status: .informationLengthWrong, hex: "AA AA AA 96 69 00 04 00 00 3F 3B"),
    Vector(status: .cardTypeNotRecognised, hex: "AA AA AA 96 69 00 04 00 00 40 44"),
    Vector(status: .randomNumberFailed, hex: "AA AA AA 96 69 00 04 00 00 47 43"),
    Vector(status: .selfTestFailed, hex: "AA AA AA 96 69 00 04 00 00 60 64"),
    Vector(status: .cardFound, hex: "AA AA AA 96 69 00 04 00 00 9F 9B"),
  ]

  @Test("are framed as published, and decoded from any portions", arguments: vectors)
  func frames(vector: Vector) throws {
    let frame = try #require(Hex.decode(vector.hex))
    let response = SAMResponse(vector.status, data: vector.data)
    #expect(response.frame == frame)
    for portion in 1...frame.count {
      var decoder = SAMFrameDecoder()
      var payloads: [[UInt8]] = []
      for start in stride(from: 0, to: frame.count, by: portion) {
        decoder.feed(frame[start..<min(start + portion, frame.count)])
        while let payload = try decoder.nextPayload() { payloads.append(payload) }
      }
      #expect(try payloads.map { try SAMResponse(payload: $0) } == [response])
      #expect(!decoder.isInsideFrame)
    }
  }

  struct Read: CustomTestStringConvertible {
    var fingerprint: Int?
    var head: String
    var size: Int
    var checksum: UInt8?
    var testDescription: String { head }
  }

  @Test(
    "the sizes and checksums of empty blocks are the published ones",
    arguments: [
      Read(fingerprint: nil, head: "AA AA AA 96 69 05 08 00 00 90 01 00 04 00", size: 1_295, checksum: 0x98),
      Read(
        fingerprint: 1_024, head: "AA AA AA 96 69 09 0A 00 00 90 01 00 04 00 04 00", size: 2_321,
        checksum: 0x92),
      Read(
        fingerprint: 512, head: "AA AA AA 96 69 07 0A 00 00 90 01 00 04 00 02 00", size: 1_809, checksum: nil),
      Read(
        fingerprint: 0, head: "AA AA AA 96 69 05 0A 00 00 90 01 00 04 00 00 00", size: 1_297, checksum: 0x9A),
    ])
  func blocks(read: Read) throws {
    let blocks = SAMCardBlocks(
      text: (0..<256).map { $0 % 2 == 0 ? 0x20 : 0 }, photo: [UInt8](repeating: 0, count: 1_024),
      fingerprint: read.fingerprint.map { [UInt8](repeating: 0, count: $0) })
    let frame = SAMResponse(.success, data: blocks.data).frame
    #expect(frame.count == read.size)
    #expect(Hex.encode(frame.prefix(Hex.decode(read.head)?.count ?? 0), separator: " ") == read.head)
    if let checksum = read.checksum { #expect(frame.last == checksum) }
    let data = Array(frame.dropFirst(10).dropLast())
    #expect(try SAMCardBlocks(data: data, withFingerprint: read.fingerprint != nil) == blocks)
    for length in [0, 1, 3, 4, 259, data.count - 1] {
      #expect(throws: DecodeError.self) {
        try SAMCardBlocks(data: Array(data.prefix(length)), withFingerprint: read.fingerprint != nil)
      }
    }
  }

  @Test("every code has one meaning, and an unpublished one stays visible")
  func codes() {
    for code in UInt8.min...UInt8.max { #expect(SAMStatus(code: code).code == code) }
    #expect(Set(SAMStatus.named.map(\.code)).count == SAMStatus.named.count)
    #expect(SAMStatus.named.count == 20)
    #expect(SAMStatus(code: 0x99) == .unknown(0x99))
  }

  @Test("the SAM id reads as printed on the housing")
  func identifier() throws {
    let data = try #require(Hex.decode("05 00 01 00 09 B8 32 01 05 BE 12 00 AD C5 B1 11"))
    #expect(try SAMIdentifier(data: data).description == "05.01-20101129-0001228293-0296863149")
    #expect(throws: SAMFrameError.self) { try SAMIdentifier(data: Array(data.dropLast())) }
    #expect(throws: SAMFrameError.self) { try SAMIdentifier(data: data + [0]) }
  }
}
