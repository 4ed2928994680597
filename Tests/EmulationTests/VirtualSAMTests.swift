import Bytes
import Emulation
import SAMProtocol
import Testing

@Suite("A virtual module")
struct VirtualSAMTests {
  static let card = SAMCardBlocks(
    text: [UInt8](repeating: 0x20, count: 256), photo: [UInt8](repeating: 0, count: 1_024))

  static func status(_ emissions: [VirtualSAM.Emission]) -> UInt8? {
    guard let frame = emissions.first?.bytes, frame.count > 9 else { return nil }
    return frame[9]
  }

  static func ask(_ sam: inout VirtualSAM, _ command: SAMCommand) -> UInt8? {
    status(sam.receive(command.frame))
  }

  @Test(
    "answers what is wrong with a request",
    arguments: [
      ("AA AA AA 96 69 00 03 20 01 23", "AA AA AA 96 69 00 04 00 00 10 14"),
      ("AA AA AA 96 69 00 04 20 01 22", "AA AA AA 96 69 00 04 00 00 11 15"),
      ("AA AA AA 96 69 00 02 20 22", "AA AA AA 96 69 00 04 00 00 11 15"),
      ("AA AA AA 96 69 00 03 77 01 75", "AA AA AA 96 69 00 04 00 00 21 25"),
    ])
  func wrong(request: String, answer: String) throws {
    var sam = VirtualSAM()
    let emissions = sam.receive(try #require(Hex.decode(request)))
    #expect(emissions.map(\.bytes) == [Hex.decode(answer)])
  }

  @Test("does not answer bytes without a preamble", arguments: [[], [1, 2, 3], [0xAA, 0xAA, 0xAA, 0x96]])
  func noise(bytes: [UInt8]) {
    var sam = VirtualSAM()
    #expect(sam.receive(bytes).isEmpty)
  }

  @Test("goes from finding over selecting to reading, and finds a read card only once it was lifted")
  func order() {
    var sam = VirtualSAM()
    #expect(Self.ask(&sam, .findCard) == 0x80)
    sam.lay(Self.card)
    #expect(Self.ask(&sam, .selectCard) == 0x81)
    #expect(Self.ask(&sam, .findCard) == 0x9F)
    #expect(Self.ask(&sam, .readTextAndPhoto) == 0x41)
    #expect(Self.ask(&sam, .selectCard) == 0x90)
    #expect(sam.receive(SAMCommand.readTextAndPhoto.frame).first?.bytes.count == 1_295)
    #expect(Self.ask(&sam, .readNewestAddress) == 0x91)
    #expect(Self.ask(&sam, .findCard) == 0x80)
    #expect(Self.ask(&sam, .resetSAM) == 0x90)
    #expect(Self.ask(&sam, .findCard) == 0x80)
    sam.lift()
    sam.lay(Self.card)
    #expect(Self.ask(&sam, .findCard) == 0x9F)
    sam.lift()
    #expect(Self.ask(&sam, .selectCard) == 0x81)
  }

  @Test(
    "gives the published answers to reading with and without fingerprint",
    arguments: [
      (SAMCommand.readTextAndPhoto, 1_295), (.readTextPhotoAndFingerprint, 1_297),
      (.readManagementNumber, 39),
    ])
  func sizes(command: SAMCommand, size: Int) {
    var sam = VirtualSAM()
    sam.lay(Self.card)
    _ = Self.ask(&sam, .findCard)
    _ = Self.ask(&sam, .selectCard)
    #expect(sam.receive(command.frame).first?.bytes.count == size)
  }

  @Test("does a fault as often as it was planned, and only for its command")
  func times() {
    var sam = VirtualSAM()
    sam.plan(.drop, for: .findCard, times: 2)
    #expect(Self.ask(&sam, .samStatus) == 0x90)
    #expect(sam.receive(SAMCommand.findCard.frame).isEmpty)
    #expect(sam.receive(SAMCommand.findCard.frame).isEmpty)
    #expect(Self.ask(&sam, .findCard) == 0x80)
  }

  @Test(
    "sends the bytes of an answer in their order, whatever faults come together",
    arguments: [VirtualSAM.Fault.packets(28), .twice, .delay(.milliseconds(3))])
  func order(second: VirtualSAM.Fault) {
    var sam = VirtualSAM()
    sam.lay(Self.card)
    _ = Self.ask(&sam, .findCard)
    _ = Self.ask(&sam, .selectCard)
    sam.plan(.packets(197), for: .readTextAndPhoto)
    sam.plan(second, for: .readTextAndPhoto)
    let emissions = sam.receive(SAMCommand.readTextAndPhoto.frame)
    let frame = SAMResponse(.success, data: Self.card.data).frame
    #expect(emissions.flatMap(\.bytes).prefix(frame.count) == frame[...])
    #expect(zip(emissions, emissions.dropFirst()).allSatisfy { $0.delay <= $1.delay })
  }

  @Test("loses its card just before a command that is said to")
  func lift() {
    var sam = VirtualSAM()
    sam.lay(Self.card)
    sam.plan(.liftCard, for: .selectCard, times: 1)
    #expect(Self.ask(&sam, .findCard) == 0x9F)
    #expect(Self.ask(&sam, .selectCard) == 0x81)
    #expect(Self.ask(&sam, .findCard) == 0x80)
  }

  @Test("changes its answers as each fault says")
  func faults() {
    let plain = SAMResponse(.success).frame
    func answer(_ fault: VirtualSAM.Fault) -> [VirtualSAM.Emission] {
      var sam = VirtualSAM()
      sam.times.own = .milliseconds(10)
      sam.plan(fault)
      return sam.receive(SAMCommand.samStatus.frame)
    }
    func bytes(_ fault: VirtualSAM.Fault) -> [[UInt8]] { answer(fault).map(\.bytes) }
    #expect(answer(.delay(.milliseconds(5))).map(\.delay) == [.milliseconds(15)])
    #expect(answer(.slower(3)).map(\.delay) == [.milliseconds(30)])
    #expect(bytes(.drop).isEmpty)
    #expect(bytes(.twice) == [plain, plain])
    #expect(bytes(.cut(4)) == [Array(plain.prefix(4))])
    #expect(bytes(.noise([1, 2])) == [[1, 2] + plain])
    #expect(bytes(.packets(4)) == [Array(plain[0..<4]), Array(plain[4..<8]), Array(plain[8...])])
    #expect(bytes(.status(0x66)) == [SAMResponse(.samNotAuthorised).frame])
    #expect(bytes(.lyingLength(65_535)).first?[5...6] == [0xFF, 0xFF])
    #expect(bytes(.wrongChecksum).first.map { Array($0.dropLast()) } == Array(plain.dropLast()))
    #expect(bytes(.wrongChecksum) != [plain])
    #expect(answer(.endless).map(\.isEndless) == [false, true])
  }

  @Test("is hosted line by line")
  func host() {
    var host = SAMHost { $0 == "some.card" ? Self.card : nil }
    #expect(host.answers(to: "req AAAAAA96690003200122") == ["rsp 0 AAAAAA9669000400008084"])
    #expect(host.answers(to: "card some.card") == ["ok card"])
    #expect(host.answers(to: "card no.card") == ["bad card"])
    #expect(host.answers(to: "req AAAAAA96690003200122") == ["rsp 0 AAAAAA9669000800009F0000000097"])
    #expect(host.answers(to: "fault find delay 250 x1") == ["ok fault"])
    #expect(host.answers(to: "req AAAAAA96690003200122").first?.hasPrefix("rsp 250 ") == true)
    #expect(host.answers(to: "fault find") == ["bad fault"])
    #expect(host.answers(to: "fault find cut many") == ["bad fault"])
    #expect(host.answers(to: "lift") == ["ok lift"])
    #expect(host.answers(to: "req 12") == [])
    #expect(host.answers(to: "req xyz") == ["bad req"])
    #expect(host.answers(to: "dance") == ["bad dance"])
    #expect(host.answers(to: "") == [])
  }

  @Test(
    "understands every kind of fault in words",
    arguments: [
      "read delay 20", "read slower 1.5", "read drop", "any checksum x2", "find length 65535",
      "select endless",
      "status noise 00FF", "id cut 3", "reset status 41", "read swap some.card", "find lift x1",
      "any packets 64",
      "find twice",
    ])
  func words(line: String) {
    var host = SAMHost { _ in Self.card }
    #expect(host.answers(to: "fault " + line) == ["ok fault"])
  }
}
