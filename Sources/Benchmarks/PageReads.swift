import Foundation
import ReaderLinks
import TestSupport

/// Reads over the real pcscd with a virtual reader behind it.
struct PageReads {
  struct Result {
    var pages = Samples()
    var answers = Samples()
  }

  private static let warmUp = 2
  let count: Int

  func measure() async throws -> Result {
    let reader = try await VirtualReader()
    for (name, value) in reader.environment { setenv(name, value ?? "", 1) }
    let window = try await BenchmarkWindow(try PCSCSource(), decodesPortraits: true)
    let desk = PageDesk(reader: reader, client: window.client)
    try await desk.begin()
    var answers = Samples()
    for index in 0..<(Self.warmUp + count) {
      if index == Self.warmUp { window.lastByte.forgetCalls() }
      let read = try await desk.read(index)
      if index >= Self.warmUp { answers.add(window.lastByte.moment.duration(to: read.answer.moment)) }
    }
    let result = Result(pages: window.lastByte.calls, answers: answers)
    await window.stop()
    await reader.stop()
    return result
  }
}
