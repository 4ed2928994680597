import Foundation
import ReaderLinks
import TestSupport

/// Reads over the real pcscd with a virtual reader behind it.
struct PageReads {
  struct Result {
    var pages = Samples()
    var answers = Samples()
    var steps = ShapeSteps.Result()
    var exchanges = ExchangeRate.Result()
  }

  private static let warmUp = 2
  let count: Int
  let exchanges: Int
  let rounds: Int
  let folder: WorkFolder

  func measure() async throws -> Result {
    let reader = try await VirtualReader()
    for (name, value) in reader.environment { setenv(name, value ?? "", 1) }
    let window = try await BenchmarkWindow(try PCSCSource(), decodesPortraits: true)
    let desk = PageDesk(reader: reader, client: window.client)
    try await desk.begin()
    var answers = Samples()
    var steps = ShapeSteps.Result()
    for index in 0..<(Self.warmUp + count) {
      if index == Self.warmUp { window.lastByte.forgetCalls() }
      let read = try await desk.read(index)
      guard index >= Self.warmUp else { continue }
      answers.add(window.lastByte.moment.duration(to: read.answer.moment))
      try steps.add(JSONValue(read.answer.text))
    }
    var result = Result(pages: window.lastByte.calls, answers: answers, steps: steps)
    await window.stop()
    try await reader.put("1")
    // libpcsclite keeps the address of the first pcscd it met: whatever else is measured over it belongs here.
    let baseline = try await CProgram(
      "apdu-baseline", in: folder, flags: ["-I/usr/include/PCSC"], libraries: ["-lpcsclite"])
    result.exchanges = try await ExchangeRate(exchanges: exchanges, rounds: rounds, baseline: baseline)
      .measure(reader)
    await reader.stop()
    return result
  }
}
