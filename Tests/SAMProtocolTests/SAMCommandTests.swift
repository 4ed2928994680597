import Bytes
import SAMProtocol
import Testing

@Suite("SAM requests")
struct SAMCommandTests {
  struct Vector: CustomTestStringConvertible {
    var command: SAMCommand
    var hex: String
    var testDescription: String { "\(command)" }
  }

  /// Every request of docs/reader-protocol.md §1.2.
  static let vectors: [Vector] = [
    Vector(command: .resetSAM, hex: "AA AA AA 96 69 00 03 10 FF EC"),
    Vector(command: .samStatus, hex: "AA AA AA 96 69 00 03 11 FF ED"),
    Vector(command: .samID, hex: "AA AA AA 96 69 00 03 12 FF EE"),
    Vector(command: .findCard, hex: "AA AA AA 96 69 00 03 20 01 22"),
    Vector(command: .selectCard, hex: "AA AA AA 96 69 00 03 20 02 21"),
    Vector(command: .readTextAndPhoto, hex: "AA AA AA 96 69 00 03 30 01 32"),
    Vector(command: .readNewestAddress, hex: "AA AA AA 96 69 00 03 30 03 30"),
    Vector(command: .readManagementNumber, hex: "AA AA AA 96 69 00 03 30 05 36"),
    Vector(command: .readTextPhotoAndFingerprint, hex: "AA AA AA 96 69 00 03 30 10 23"),
    Vector(command: .setSerialSpeed(.bps115200), hex: "AA AA AA 96 69 00 03 60 00 63"),
    Vector(command: .setSerialSpeed(.bps57600), hex: "AA AA AA 96 69 00 03 60 01 62"),
    Vector(command: .setSerialSpeed(.bps38400), hex: "AA AA AA 96 69 00 03 60 02 61"),
    Vector(command: .setSerialSpeed(.bps19200), hex: "AA AA AA 96 69 00 03 60 03 60"),
    Vector(command: .setSerialSpeed(.bps9600), hex: "AA AA AA 96 69 00 03 60 04 67"),
    Vector(command: .setMaximumRFFrame(0x50), hex: "AA AA AA 96 69 00 04 61 FF 50 CA"),
    Vector(command: .setMaximumRFFrame(0x58), hex: "AA AA AA 96 69 00 04 61 FF 58 C2"),
  ]

  @Test("are framed as published, and understood again", arguments: vectors)
  func frames(vector: Vector) throws {
    let frame = try #require(Hex.decode(vector.hex))
    #expect(vector.command.frame == frame)
    var decoder = SAMFrameDecoder()
    decoder.feed(frame)
    let payload = try #require(try decoder.nextPayload())
    #expect(SAMCommand(body: payload) == vector.command)
  }

  @Test(
    "a body that is no request is not understood",
    arguments: [[], [0x10], [0x60, 9], [0x61, 0xFF], [1, 2, 3, 4]])
  func unknownBodies(body: [UInt8]) { #expect(SAMCommand(body: body) == nil) }
}
