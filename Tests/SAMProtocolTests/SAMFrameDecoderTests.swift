import SAMProtocol
import Testing

@Suite("SAM frame decoder")
struct SAMFrameDecoderTests {
  let frame = SAMResponse(.cardFound, data: [0, 0, 0, 0]).frame

  @Test(
    "drops what stands before a preamble",
    arguments: [[0], [0xAA], [0xAA, 0xAA, 0xAA, 0xAA], [0x96, 0x69, 0xAA]])
  func noise(noise: [UInt8]) throws {
    var decoder = SAMFrameDecoder()
    for byte in noise + frame { decoder.feed([byte]) }
    #expect(try decoder.nextPayload() == [0, 0, 0x9F, 0, 0, 0, 0])
  }

  @Test("a preamble inside the data starts no frame")
  func preambleInside() throws {
    let response = SAMResponse(.success, data: SAMFrame.preamble + [0, 4, 0, 0, 0x90, 0x94])
    var decoder = SAMFrameDecoder()
    decoder.feed(response.frame + frame)
    #expect(try SAMResponse(payload: try #require(try decoder.nextPayload())) == response)
    #expect(try decoder.nextPayload() == [0, 0, 0x9F, 0, 0, 0, 0])
    #expect(try decoder.nextPayload() == nil)
  }

  @Test("a length that lies is an error, not a wait", arguments: [0, 1, 4_097, 65_535])
  func lyingLength(length: Int) {
    var decoder = SAMFrameDecoder()
    decoder.feed(SAMFrame.preamble + [UInt8(length >> 8), UInt8(length & 0xFF)])
    #expect(throws: SAMFrameError.badLength(length)) { try decoder.nextPayload() }
    #expect(!decoder.isInsideFrame)
  }

  @Test("one changed byte never gives the same payload silently, nor a trap", arguments: 0..<15)
  func changedByte(position: Int) throws {
    for value in UInt8.min...UInt8.max where value != frame[position] {
      var changed = frame
      changed[position] = value
      var decoder = SAMFrameDecoder()
      decoder.feed(changed)
      let payload = try? decoder.nextPayload()
      #expect(payload == nil || payload != [0, 0, 0x9F, 0, 0, 0, 0])
    }
  }

  @Test("every truncation waits for more")
  func truncation() throws {
    for length in 0..<frame.count {
      var decoder = SAMFrameDecoder()
      decoder.feed(frame.prefix(length))
      #expect(try decoder.nextPayload() == nil)
      decoder.feed(frame.dropFirst(length))
      #expect(try decoder.nextPayload() != nil)
    }
  }

  @Test("after an error the next whole frame is read")
  func recovery() throws {
    var decoder = SAMFrameDecoder()
    var broken = frame
    broken[9] ^= 1
    decoder.feed(broken)
    #expect(throws: SAMFrameError.badChecksum) { try decoder.nextPayload() }
    decoder.feed(frame)
    #expect(try decoder.nextPayload() != nil)
  }

  @Test("a payload too large for its length field is not framed")
  func oversize() { #expect(SAMFrame.encode([UInt8](repeating: 0, count: 65_535)).isEmpty) }
}
