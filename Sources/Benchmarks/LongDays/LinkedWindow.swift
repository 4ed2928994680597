import Foundation
import TestSupport

/// The window of a program of its own with the reader inside it (`ToldWindow`), told what to do line by line.
final class LinkedWindow: YearWindow {
  let state: String
  private let seed: UInt64
  private let clock: SteppedClock
  private var program: RunningProgram?
  private var said = 0
  private var today = 0
  /// What the batch of today is called at the centre.
  private var batch: String?
  let centre: YearCentre?

  init(state: String, seed: UInt64, clock: SteppedClock, centre: YearCentre? = nil) {
    self.centre = centre
    self.state = state
    self.seed = seed
    self.clock = clock
  }

  var processes: [Int32] { [keeper] }
  var keeper: Int32 { program?.pid ?? 0 }

  func start(endsAtWrite number: Int?) async throws {
    let words =
      [Programs.path("idkiosk-bench")] + (centre.map { ["--centre", $0.target] } ?? [])
      + ["--only-days", state, "\(seed)"]
    let program = try clock.start("/usr/bin/env", WriteEnd.words(number) + words)
    self.program = program
    _ = try await program.outputLine { $0 == "ready" }
    said = 1
    guard today > 0 else { return }
    _ = try await tell("day \(today)" + (batch.map { " " + $0 } ?? ""))
  }

  func begin(day: Int) async throws -> Told {
    // Until it is told, no batch of this day is known: a window that ends in between has to deliver before it opens one.
    (today, batch) = (day, nil)
    let told = try await tell("day \(day)")
    if centre != nil, case .done(let id) = told { batch = id }
    return told
  }

  func swipe(_ person: Int, _ trouble: ReadTrouble) async throws -> Told {
    try await tell("swipe \(person) \(trouble.words)")
  }

  var killer: @Sendable () -> Void { { [program] in program?.send(SIGKILL) } }

  func ended() async { _ = await program?.wait() }

  func stop() async throws -> Told {
    let told = try await tell("end")
    let status = await program?.wait() ?? -1
    guard told == .nothing || status == 0 || status > 128 else {
      throw TestFailure("the window did not end well: \(program?.errors.suffix(3) ?? [])")
    }
    return told
  }

  private func tell(_ line: String) async throws -> Told {
    guard let program else { return .nothing }
    program.write(line)
    said += 1
    let wanted = said
    // A program that has ended says no more.
    _ = try? await program.output { $0.count >= wanted }
    let lines = program.output
    if lines.count >= wanted { return try Self.told(lines[wanted - 1]) }
    let status = await program.wait()
    // By a signal, as was meant; else something is wrong with it, and it has said what.
    guard status > 128 else { throw TestFailure("the window ended by itself: \(program.errors.suffix(3))") }
    return .nothing
  }

  private static func told(_ line: String) throws -> Told {
    let words = line.split(separator: " ").map(String.init)
    switch (words.first, words.dropFirst().first) {
    case ("done", let word?): return .done(word)
    case ("refused", let reason?): return .refused(reason)
    default: throw TestFailure("it said \(line)")
    }
  }
}
