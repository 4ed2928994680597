import TestSupport

/// Lays cards on the virtual PC/SC reader and has them read, one after another.
struct PageDesk {
  let reader: VirtualReader
  let client: TimedClient

  /// Before the first read.
  func begin() async throws { _ = try await client.call("watch", "{}") }

  /// Has a card read; 1 to 12 are the virtual reader's own people.
  ///
  /// Returns when the counter has told that it was lifted: pcscd asks a virtual reader now and then only, and would
  /// miss a card that was changed in between.
  func read(_ index: Int, files: Bool = false) async throws -> TimedClient.Read {
    try await reader.put("\(index % 12 + 1)")
    let read = try await client.call("card.read", #"{"timeoutSeconds":30,"file":\#(files)}"#)
    let answer = JSONValue(read.answer.text)
    guard answer["result"]["portrait"]["state"].text == "decoded" else {
      throw TestFailure("a read went wrong: \(answer["error"])")
    }
    try await reader.lift()
    try await client.heard(#""state":"lifted""#)
    return read
  }
}
