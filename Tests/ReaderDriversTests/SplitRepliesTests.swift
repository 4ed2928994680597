@testable import ReaderDrivers
import Testing

@Suite("The split wiring", .timeLimit(.minutes(2)))
struct SplitRepliesTests {
  /// The answer to a status request: 7 bytes of head, 4 counted ones.
  static let answer: [UInt8] = [0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 4, 0, 0, 0x90, 0x94]

  @Test("expects the counted bytes after a head in any packets, and then a head again", arguments: 1...11)
  func packets(size: Int) {
    var replies = SplitReplies()
    for round in 0..<2 {
      for (expectsHead, part) in [(true, Self.answer.prefix(7)), (false, Self.answer.dropFirst(7))] {
        for start in stride(from: 0, to: part.count, by: size) {
          #expect(replies.isAtHead == expectsHead, "round \(round), byte \(start)")
          replies.received(Array(part.dropFirst(start).prefix(size)))
        }
      }
    }
    #expect(replies.isAtHead)
  }

  @Test("finds the head behind noise, also behind half a preamble")
  func noise() {
    var replies = SplitReplies()
    replies.received([0xAA, 0xAA, 0x96, 0xAA] + Self.answer.prefix(7))
    #expect(!replies.isAtHead)
    replies.received(Array(Self.answer.suffix(4)))
    #expect(replies.isAtHead)
  }

  @Test("takes a device at its word that sends everything over one endpoint")
  func whole() {
    var replies = SplitReplies()
    replies.received(Self.answer)
    #expect(replies.isAtHead)
  }

  @Test("never loses its place over more bytes than were counted")
  func tooMany() {
    var replies = SplitReplies()
    replies.received(Array(Self.answer.prefix(7)))
    replies.received([UInt8](repeating: 0xFF, count: 5_000))
    #expect(replies.isAtHead)
  }
}
