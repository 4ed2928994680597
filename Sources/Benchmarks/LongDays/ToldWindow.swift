import Emulation
import Foundation
import LinuxPlatform
import SAMProtocol
import TestSupport

/// A whole window in this process that does what standard input tells and says what came of it, so that it can be ended at
/// any moment.
///
///     day N [BATCH]               says `done BATCH`; the batch is what it was called before
///     swipe PERSON none           says `done MARK`, or `refused REASON`
///     swipe PERSON lift
///     swipe PERSON unplug BYTES
///     end                         says `done ended`
struct ToldWindow {
  let folder: String
  let seed: UInt64
  /// The connection string of its centre.
  let centre: String?

  func run() async throws {
    // A file that may not grow is a full disk, and no end.
    signal(SIGXFSZ, SIG_IGN)
    let reader = ScriptedReader()
    let source = ScriptedSource([reader])
    let window = try await BenchmarkWindow(source, decodesPortraits: false, state: folder, centre: centre)
    let desk = TroubledDesk(reader: reader, source: source, client: window.client, seed: seed)
    var today = ""
    say("ready")
    for await line in Self.lines() {
      let words = line.split(separator: " ").map(String.init)
      let told: Told
      switch (words.first, words.dropFirst().first.flatMap { Int($0) }) {
      case ("day", let day?):
        let known = words.dropFirst(2).first
        told =
          try await centre == nil
          ? DayBatch(day).begin(over: window.client)
          : CentreDay(day: day, known: known).begin(over: window.client)
        if case .done(let batch) = told { today = batch }
      case ("swipe", let person?):
        guard let trouble = ReadTrouble(words: words.dropFirst(2)) else { throw TestFailure("\(line)?") }
        told = try await desk.swipe(person, into: today, trouble)
      case ("end", _):
        await window.stop()
        return say("done ended")
      default: throw TestFailure("\(line)?")
      }
      switch told {
      case .done(let word): say("done \(word)")
      case .refused(let reason): say("refused \(reason)")
      case .nothing: throw TestFailure("nothing was said")
      }
    }
  }

  private static func lines() -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self)
    startThread {
      while let line = readLine() { continuation.yield(line) }
      continuation.finish()
    }
    return stream
  }

  /// At once: what was said before the end must have left the process.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}

extension ReadTrouble {
  init?(words: ArraySlice<String>) {
    switch (words.first, words.dropFirst().first.flatMap { Int($0) }) {
    case ("none", nil): self = .none
    case ("lift", nil): self = .lifted
    case ("unplug", let bytes?): self = .unplugged(afterBytes: bytes)
    default: return nil
    }
  }

  var words: String {
    switch self {
    case .none: "none"
    case .lifted: "lift"
    case .unplugged(let bytes): "unplug \(bytes)"
    }
  }
}
