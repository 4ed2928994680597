import Foundation
import TestSupport

/// Swipes people into the batch of an archive and says each answer, so that a test can end it at any moment.
struct BatchSwipes {
  let first: Int
  let count: Int

  func run(in folder: String) async throws {
    let reader = ScriptedReader()
    let window = try await BenchmarkWindow(
      ScriptedSource([reader]), decodesPortraits: false, state: folder)
    let desk = SwipeDesk(reader: reader, client: window.client)
    try await desk.open()
    for index in first..<(first + count) {
      let answer = try await desk.swipe(index)
      say("swiped \(index) \(answer["mark"].text ?? "") \(answer["counters"]["total"].number ?? -1)")
    }
    await window.stop()
    say("done")
  }

  /// At once: what was said before a kill must have left the process.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
