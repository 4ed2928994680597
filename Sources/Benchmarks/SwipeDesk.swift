import Emulation
import SAMProtocol
import TestSupport

/// Lays synthetic people's cards one after another and has each swiped into the first batch of an archive.
struct SwipeDesk {
  static let batch = "1"
  private static let people = SyntheticPeople(seed: 20_261_121)

  let reader: ScriptedReader
  let client: TimedClient

  /// Opens the batch, unless an earlier run has.
  func open() async throws {
    let list = try await client.call("batch.list", "{}")
    guard JSONValue(list.answer.text)["result"]["batches"].elements.isEmpty else { return }
    let enterprise = #"{"name":"Sample enterprise","code":"91350100M000100Y43"}"#
    let opened = try await client.call("batch.open", #"{"name":"cards","enterprise":\#(enterprise)}"#)
    guard JSONValue(opened.answer.text)["result"]["batch"].text == Self.batch else {
      throw TestFailure("the batch was not opened: \(JSONValue(opened.answer.text)["error"])")
    }
  }

  /// The answer to the swipe of this person's card.
  func swipe(_ index: Int) async throws -> JSONValue {
    let card = Self.people.citizen(index)
    reader.change { $0.lay(SAMCardBlocks(text: card.text, photo: card.photo)) }
    let call = try await client.call(
      "batch.swipe", #"{"batch":"\#(Self.batch)","timeoutSeconds":30}"#)
    reader.change { $0.lift() }
    let answer = JSONValue(call.answer.text)
    guard answer["result"]["mark"].exists else { throw TestFailure("a swipe went wrong: \(answer["error"])") }
    return answer["result"]
  }
}
