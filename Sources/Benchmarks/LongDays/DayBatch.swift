import TestSupport

/// The batch of one day: an archive that has nothing else numbers its batches as the days are numbered.
struct DayBatch {
  let day: Int

  init(_ day: Int) { self.day = day }

  /// Closes the batch of the day before and opens this one, unless that was done.
  func begin(over client: TimedClient) async throws -> Told {
    // Refused where it is closed already, or cannot be closed now: then it stays open, and takes no card any more.
    if day > 1 { _ = try await client.call("batch.close", #"{"batch":"\#(day - 1)"}"#) }
    let shown = try await client.call("batch.show", #"{"batch":"\#(day)","limit":1}"#)
    let answer = JSONValue(shown.answer.text)
    if answer["result"]["batch"]["state"].exists { return .done("\(day)") }
    let refused = Told(shown.answer.text, "batch")
    guard refused == .refused("batch.unknown") else { return refused }
    let enterprise = #"{"name":"Sample enterprise","code":"91350100M000100Y43"}"#
    let opened = try await client.call("batch.open", #"{"name":"day \#(day)","enterprise":\#(enterprise)}"#)
    let told = Told(opened.answer.text, "batch")
    if case .done(let number) = told, number != "\(day)" {
      throw TestFailure("the batch of day \(day) has the number \(number)")
    }
    return told
  }
}
