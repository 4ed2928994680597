import LinuxPlatform
import TestSupport

/// The batch of one day at a centre, which gives numbers of its own choosing: a batch is known by its name.
struct CentreDay {
  let day: Int
  /// What the day's batch was called when it was opened, for a window that starts while the centre is away.
  let known: String?

  /// Once nothing waits any more, closes the batch of the day before and opens this one, unless that was done; its id.
  func begin(over client: TimedClient) async throws -> Told {
    // A batch is not closed while a card of it waits.
    if known == nil { try await Self.drain(client) }
    let listed = JSONValue(try await client.call("batch.list", #"{"limit":4}"#).answer.text)
    if let reason = listed["error"]["data"]["reason"].text {
      return known.map { .done($0) } ?? .refused(reason)
    }
    let batches = listed["result"]["batches"].elements
    func id(_ day: Int) -> String? { batches.first { $0["name"].text == "day \(day)" }?["batch"].text }
    if let today = id(day) { return .done(today) }
    if let before = id(day - 1) { try await Self.close(before, over: client) }
    let enterprise = #"{"name":"Sample enterprise","code":"91350100M000100Y43"}"#
    let opened = try await client.call("batch.open", #"{"name":"day \#(day)","enterprise":\#(enterprise)}"#)
    return Told(opened.answer.text, "batch")
  }

  /// Closes a batch once the centre has the last of its cards.
  private static func close(_ batch: String, over client: TimedClient) async throws {
    while true {
      let closed = JSONValue(try await client.call("batch.close", #"{"batch":"\#(batch)"}"#).answer.text)
      guard closed["error"]["data"]["reason"].text == "batch.undelivered" else { return }
      try await drain(client)
    }
  }

  /// Returns when the centre has everything.
  static func drain(_ client: TimedClient) async throws {
    while true {
      let status = JSONValue(try await client.call("status", "{}").answer.text)["result"]
      guard let waiting = status["waiting"]["count"].number else { throw TestFailure("no centre: \(status)") }
      if waiting == 0 { return }
      await Pause.wait(.milliseconds(20))
    }
  }
}
