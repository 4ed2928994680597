import KioskProtocol
import Portraits
import Testing

@Suite("The channel to idkiosk-portrait", .timeLimit(.minutes(2)))
struct PortraitChannelTests {
  @Test("A request is the block's length, low byte first, and the block")
  func request() throws {
    let request = try #require(PortraitChannel.request([UInt8](repeating: 9, count: 1_024)))
    #expect(request.prefix(5) == [0, 4, 0, 0, 9])
    #expect(request.count == 1_028)
    #expect(try PortraitChannel.blockLength(Array(request.prefix(4))) == 1_024)
  }

  @Test("A block larger than any card's is neither sent nor taken, nor is none")
  func length() throws {
    #expect(PortraitChannel.request([UInt8](repeating: 0, count: 4_096)) != nil)
    #expect(PortraitChannel.request([UInt8](repeating: 0, count: 4_097)) == nil)
    #expect(try PortraitChannel.blockLength([0, 16, 0, 0]) == 4_096)
    #expect(try PortraitChannel.blockLength([1, 16, 0, 0]) == nil)
    #expect(try PortraitChannel.blockLength([0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    #expect(try PortraitChannel.blockLength([0, 0, 0, 0]) == nil)
  }

  @Test("Every reason that the program can name arrives as itself", arguments: PortraitChannel.reasons.values)
  func reasons(reason: FailureReason) throws {
    #expect(try PortraitAnswerHeader(decoding: PortraitChannel.answer(reason)) == .none(reason))
  }

  @Test("A picture's answer tells its length")
  func picture() throws {
    let answer = PortraitChannel.answer(png: [1, 2, 3])
    #expect(answer == [0, 102, 0, 126, 0, 3, 0, 0, 0, 1, 2, 3])
    #expect(try PortraitAnswerHeader(decoding: Array(answer.prefix(9))) == .picture(length: 3))
  }

  @Test("A shortened header throws, and so does one with a byte more")
  func truncated() {
    let header = Array(PortraitChannel.answer(png: [1]).prefix(9))
    for count in 0..<9 {
      #expect(throws: (any Error).self) { try PortraitAnswerHeader(decoding: Array(header.prefix(count))) }
    }
    #expect(throws: (any Error).self) { try PortraitAnswerHeader(decoding: header + [0]) }
  }

  @Test("A header with any other size, an endless length or an unknown status is a crash")
  func nonsense() throws {
    let header = Array(PortraitChannel.answer(png: [1]).prefix(9))
    for (index, value): (Int, UInt8) in [
      (0, 6), (0, 255), (1, 103), (2, 1), (3, 0), (4, 9), (5, 0), (7, 17), (8, 1),
    ] {
      var broken = header
      broken[index] = value
      #expect(try PortraitAnswerHeader(decoding: broken) == .none(.portraitCrashed), "byte \(index)")
    }
  }
}
