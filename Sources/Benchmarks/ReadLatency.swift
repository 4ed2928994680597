import Emulation
import SAMProtocol
import TestSupport

/// How long after the last byte of a card's data the counter's client knows of it.
///
/// A reader that takes no time itself, a new person on each read.
struct ReadLatency {
  /// What is done with a reading.
  enum Work {
    case textOnly, decoded, decodedAndFiled

    var words: String {
      switch self {
      case .textOnly: "no decoder"
      case .decoded: "portrait decoded"
      case .decodedAndFiled: "portrait decoded, filed"
      }
    }
  }

  struct Result {
    var text = Samples()
    var answer = Samples()
  }

  private let work: Work
  private let reads: Int
  private let warmUp: Int

  init(_ work: Work, reads: Int, warmUp: Int) { (self.work, self.reads, self.warmUp) = (work, reads, warmUp) }

  func measure() async throws -> Result {
    let people = SyntheticPeople(seed: 20_261_120)
    let cards = (0..<(warmUp + reads)).map { index in
      let card = people.citizen(index)
      return SAMCardBlocks(text: card.text, photo: card.photo)
    }
    let reader = ScriptedReader()
    let window = try await BenchmarkWindow(ScriptedSource([reader]), decodesPortraits: work != .textOnly)
    var result = Result()
    for (index, card) in cards.enumerated() {
      reader.change { $0.lay(card) }
      let read = try await window.read(
        portrait: work == .textOnly ? "noDecoder" : "decoded", files: work == .decodedAndFiled)
      let start = window.lastByte.moment
      reader.change { $0.lift() }
      guard index >= warmUp else { continue }
      if let text = read.textDecoded { result.text.add(start.duration(to: text.moment)) }
      result.answer.add(start.duration(to: read.answer.moment))
    }
    await window.stop()
    return result
  }
}
