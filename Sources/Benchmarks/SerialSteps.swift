import Emulation
import ReaderDrivers
import ReaderLinks
import TestSupport

/// The steps of a read over a pseudo terminal, at a module that takes no time itself and is a program of its own.
struct SerialSteps {
  let reads: Int

  func measure() async throws -> ShapeSteps.Result {
    let reader = try await MockSerialReader()
    try await reader.do("times instant")
    let window = try await BenchmarkWindow(
      try SerialSource(ports: [reader.path], families: allFamilies), decodesPortraits: false)
    var result = ShapeSteps.Result()
    for index in 0..<reads {
      // The emulator's own people: 1 to 12.
      try await reader.do("put \(index % 12 + 1)")
      let read = try await window.client.call("card.read", #"{"timeoutSeconds":30,"file":false}"#)
      try result.add(JSONValue(read.answer.text))
      try await reader.do("lift")
    }
    await window.stop()
    await reader.stop()
    return result
  }
}

extension ShapeSteps.Result {
  /// Adds what a reading says of its own steps.
  mutating func add(_ answer: JSONValue) throws {
    let timing = answer["result"]["timing"]
    guard let found = timing["findMs"].decimal else { throw TestFailure("no reading: \(answer["error"])") }
    find.add(found)
    if let selected = timing["selectMs"].decimal { select.add(selected) }
    if let read = timing["readMs"].decimal { self.read.add(read) }
  }
}
