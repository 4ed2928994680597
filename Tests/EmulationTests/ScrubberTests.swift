import Bytes
import Emulation
import KioskProtocol
import PersonalData
import ReaderDrivers
import SAMProtocol
import TestSupport
import Testing

@Suite("A recording holds nothing of a person", .timeLimit(.minutes(FullRun.isAsked ? 60 : 5)))
struct ScrubberTests {
  /// A person whose every value, and every byte of whose blocks, would be recognised.
  static func marked(_ seed: UInt64) -> Marked {
    var chance = SeededGenerator(seed: seed)
    var card = SyntheticPeople(seed: seed).citizen(Int(seed % 1_000))
    card.name = "样本\(chance.word(4))"
    card.address = "黑龙江省虚构区\(chance.word(20))"
    card.authority = "黑龙江省\(chance.word(9))"
    card.birthDate = "19870914"
    card.validFrom = "20170823"
    card.validUntil = "20370823"
    func noise(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 1...255, using: &chance) } }
    return Marked(
      card: card, photo: noise(1_024), fingerprint: noise(512), newestAddress: "吉林省虚构区\(chance.word(20))",
      management: noise(28), chip: noise(8))
  }

  struct Marked {
    var card: SyntheticCard
    var photo: [UInt8]
    var fingerprint: [UInt8]
    var newestAddress: String
    var management: [UInt8]
    var chip: [UInt8]

    var values: [String] {
      [
        card.name, card.number, card.address, card.authority, card.birthDate, card.validFrom, card.validUntil,
        newestAddress,
      ]
    }
    /// The text block's values are looked for one by one: its blanks and zeros are everybody's.
    var blocks: [[UInt8]] { [photo, fingerprint, management, chip] }
  }

  /// All bytes that came from the device, in order, and the file's text.
  private func traces(_ recording: Recording) -> (bytes: [UInt8], text: String) {
    let bytes = recording.calls.flatMap(\.events).flatMap { event -> [UInt8] in
      if case .bytes(let bytes) = event.outcome { bytes } else { [] }
    }
    return (bytes, recording.text(comment: []))
  }

  private func remains(_ recording: Recording, _ marked: Marked) -> [String] {
    let (bytes, text) = traces(recording)
    // Bytes are also compared without what a shape puts between them.
    let joined =
      bytes + [0]
      + recording.calls.flatMap(\.events).flatMap { event -> [UInt8] in
        if case .bytes(let bytes) = event.outcome { Array(bytes.dropFirst()) } else { [] }
      }
    func windows(_ bytes: [UInt8]) -> [UInt64] {
      var window: UInt64 = 0
      return bytes.enumerated().compactMap { index, byte in
        window = window << 8 | UInt64(byte)
        return index >= 7 ? window : nil
      }
    }
    let present = Set(windows(joined))
    let capitals = text.uppercased()
    var found: [String] = []
    for (number, block) in marked.blocks.enumerated() {
      for (start, window) in windows(block).enumerated() where present.contains(window) {
        found.append("block \(number) at \(start)")
      }
    }
    for value in marked.values {
      let little = value.utf16.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
      let big = value.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      for (name, encoded) in [("UTF-8", Array(value.utf8)), ("UTF-16LE", little), ("UTF-16BE", big)] {
        if joined.contains(sequence: encoded) { found.append("\(name) of a value") }
        if capitals.contains(Hex.encode(encoded)) { found.append("hexadecimal \(name) of a value") }
      }
      if text.contains(value) { found.append("a value as it is") }
    }
    return found
  }

  @Test("whatever the shape, and whatever goes wrong", arguments: VirtualDevice.Kind.allCases)
  func everyScene(kind: VirtualDevice.Kind) throws {
    for scene in kind == .pages ? RecordingScene.pages : RecordingScene.frames {
      let marked = Self.marked(77)
      func record(_ isScrubbed: Bool) throws -> Recording {
        try RecordingFixtures.record(
          scene, kind, card: marked.card, photo: marked.photo, newestAddress: marked.newestAddress,
          isScrubbed: isScrubbed)
      }
      let scrubbed = try record(true)
      let left = remains(scrubbed, marked)
      #expect(left.isEmpty, "\(scene.name): \(left.prefix(3))")
      // What looks for remains finds them where they are.
      if scene.name == "good" {
        let whole = remains(try record(false), marked)
        #expect(whole.count > 500)
      }
      // Nothing but bytes of the card is lost: the driver makes the same of it.
      let played = try Replay.run(scrubbed)
      #expect(!played.contains { !$0.isSame }, "\(scene.name)")
    }
  }

  @Test("a link cut after any byte leaves nothing either", arguments: VirtualDevice.Kind.allCases)
  func everyByte(kind: VirtualDevice.Kind) throws {
    let marked = Self.marked(78)
    for count in stride(from: 1, to: 2_000, by: FullRun.isAsked ? 1 : 127) {
      let scene = RecordingScene.unplugged(afterBytes: count)
      let recording = try RecordingFixtures.record(
        scene, kind, card: marked.card, photo: marked.photo, newestAddress: marked.newestAddress)
      #expect(remains(recording, marked).isEmpty, "after \(count) bytes")
    }
  }

  @Test("blocks that this product never asks for, and answers to nothing, are covered too")
  func otherAnswers() async throws {
    let marked = Self.marked(79)
    let blocks = SAMCardBlocks(text: marked.card.text, photo: marked.photo, fingerprint: marked.fingerprint)
    let answers: [[UInt8]] = [
      SAMResponse(.success, data: blocks.data).frame, SAMResponse(.success, data: marked.management).frame,
      SAMResponse(.cardFound, data: Array(marked.chip.prefix(4))).frame,
      SAMResponse(.success, data: marked.chip).frame,
      SAMResponse(.success, data: Array(marked.photo.prefix(16))).frame,
      marked.photo, Array(SAMResponse(.success, data: blocks.data).frame.dropFirst(3)),
      SAMFrame.preamble + [0xFF, 0xFF] + marked.photo, SAMFrame.preamble, marked.card.text,
    ]
    let family = try VirtualDevice.Kind.serial.family()
    for command in [SAMCommand.findCard, .readManagementNumber, .readTextPhotoAndFingerprint, .samStatus] {
      for (number, answer) in answers.enumerated() {
        // Other tests wait for their turn.
        await Task.yield()
        for piece in [answer.count, 64, 7, 1] {
          var call = RecordedCall(kind: .read)
          call.events.append(RecordedEvent(moment: 0, operation: .write(command.frame), outcome: .done))
          for start in stride(from: 0, to: answer.count, by: piece) {
            call.events.append(
              RecordedEvent(
                moment: 1, operation: .read, outcome: .bytes(Array(answer.dropFirst(start).prefix(piece)))))
          }
          var recording = try RecordingFixtures.record(.good, .serial)
          var scrubber = Scrubber(family, [])
          // The end of one answer may come with the next call.
          var rest = RecordedCall(kind: .find)
          rest.events = [RecordedEvent(moment: 0, operation: .read, outcome: .bytes(marked.photo))]
          recording.calls = [scrubber.scrub(call), scrubber.scrub(rest)]
          #expect(remains(recording, marked).isEmpty, "answer \(number) in pieces of \(piece)")
          #expect(recording.calls.map { $0.events.count } == [call.events.count, 1])
        }
      }
    }
  }

  @Test("the module's identity, status and sizes stay, and so do right and wrong checksums")
  func stays() throws {
    let good = try RecordingFixtures.record(.good, .serial)
    #expect(good.calls.first?.result == .said("SAM 05.01-20101129-0001228293-0296863149"))
    #expect(traces(good).bytes.contains(sequence: VirtualSAM().identity))
    let (_, text) = traces(good)
    #expect(
      text.contains("AA*3 96 69 05 08 00 00 90 01 00 04 00")
        || text.contains("AA AA AA 96 69 05 08 00 00 90 01 00 04 00"))
    let wrong = try #require(RecordingScene.frames.first { $0.name == "checksum" })
    let calls = try RecordingFixtures.record(wrong, .serial).calls
    #expect(calls.contains { $0.result == .failed(.readerBadAnswer) })
  }
}

extension Array where Element == UInt8 {
  fileprivate func contains(sequence: [UInt8]) -> Bool {
    guard let first = sequence.first, sequence.count <= count else { return false }
    return indices.dropLast(sequence.count - 1).contains {
      self[$0] == first && self[$0..<($0 + sequence.count)].elementsEqual(sequence)
    }
  }
}

extension SeededGenerator {
  /// A word of rare characters, which no other text here holds.
  fileprivate mutating func word(_ size: Int) -> String {
    let scalars = (0..<size).compactMap { _ in UnicodeScalar(UInt32.random(in: 0x4E00...0x9FA0, using: &self))
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
