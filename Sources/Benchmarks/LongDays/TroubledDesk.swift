import Emulation
import SAMProtocol
import TestSupport

/// Lays cards on a reader inside this process and has them swiped into a batch, with troubles.
final class TroubledDesk {
  private let reader: ScriptedReader
  private let source: ScriptedSource
  private let client: TimedClient
  private let people: SyntheticPeople

  init(reader: ScriptedReader, source: ScriptedSource, client: TimedClient, seed: UInt64) {
    self.reader = reader
    self.source = source
    self.client = client
    people = SyntheticPeople(seed: seed)
  }

  /// What came of it; the reader is plugged in and empty afterwards.
  func swipe(_ person: Int, into batch: String, _ trouble: ReadTrouble) async throws -> Told {
    let card = people.citizen(person)
    reader.change {
      $0.lay(SAMCardBlocks(text: card.text, photo: card.photo))
      if trouble == .lifted { $0.plan(.liftCard, for: .readTextAndPhoto, times: 1) }
    }
    if case .unplugged(let bytes) = trouble { reader.unplug(afterBytes: bytes) }
    let call = try await client.call("batch.swipe", #"{"batch":"\#(batch)","timeoutSeconds":30}"#)
    reader.change {
      $0.clearFaults()
      $0.lift()
    }
    if case .unplugged = trouble {
      source.unplug(reader)
      try await client.readersAre(0)
      source.plug(reader)
      try await client.readersAreReady()
    }
    return Told(call.answer.text, "mark")
  }
}

extension Told {
  /// What an answer says: a member of its result, or the reason of its error.
  init(_ answer: String, _ member: String) {
    let answer = JSONValue(answer)
    if let word = answer["result"][member].text {
      self = .done(word)
    } else {
      self = .refused(answer["error"]["data"]["reason"].text ?? "no reason")
    }
  }
}
