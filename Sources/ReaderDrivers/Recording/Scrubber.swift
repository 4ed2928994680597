internal import KioskProtocol
public import ReaderKit
internal import SAMProtocol

/// Takes everything of a person out of a conversation before it is written down.
///
/// It keeps what it knows to be no person's: the frames' heads, lengths and status, what the host sent, and the module's
/// own identity. Every other byte that came from the device is replaced: where it belongs to a block, by that of a
/// person who never was (`NobodysCard`), and anywhere else by a filling byte. Checksums are made right again, and stay
/// wrong where they were.
public struct Scrubber {
  private let layout: AnswerLayout
  private let givesPages: Bool
  private var stream = StreamScrubber()
  private var pages = PageScrubber()

  /// For conversations with readers of a family, over the interfaces it has.
  public init(_ family: ReaderFamily, _ interfaces: [USBInterface]) {
    layout = family.wiring?(interfaces)?.answers ?? AnswerLayout()
    givesPages = family.reportsCards
    stream.hasPreamble = layout.hasPreamble
    stream.isFilledUp = layout.isFilledUp
  }

  /// The call without anything of a person.
  public mutating func scrub(_ call: RecordedCall) -> RecordedCall {
    var scrubbed = call
    // Where an answer stands in the call, and which of its bytes belong to frames.
    var parts: [(event: Int, content: Range<Int>)] = []
    for (index, event) in call.events.enumerated() {
      guard case .bytes(let bytes) = event.outcome else { continue }
      switch event.operation {
      case .connect: scrubbed.events[index].outcome = .bytes(PageScrubber.answerToReset(bytes))
      case .transmit(let command) where givesPages:
        scrubbed.events[index].outcome = .bytes(pages.answer(bytes, to: command))
      case .transmit: parts.append((index, 0..<max(0, bytes.count - 2)))
      case .receive: parts.append((index, layout.content(bytes).clamped(to: 0..<bytes.count)))
      default: parts.append((index, 0..<bytes.count))
      }
    }
    let pieces = stream.pieces(of: call, parts)
    for (part, clean) in zip(parts, stream.scrub(pieces)) {
      guard case .bytes(let bytes) = call.events[part.event].outcome else { continue }
      // In front stands what the shape counts with; behind, what fills a transfer up or the status of a command.
      let head = bytes[..<part.content.lowerBound]
      var tail = bytes[part.content.upperBound...].map { $0 == 0 ? 0 : StreamScrubber.filling }
      if case .transmit = call.events[part.event].operation { tail = PageScrubber.status(bytes.suffix(2)) }
      scrubbed.events[part.event].outcome = .bytes(head + clean + tail)
    }
    return scrubbed
  }
}
