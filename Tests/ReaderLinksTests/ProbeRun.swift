import Bytes
import Emulation
import Foundation
import TestSupport

/// The probe on a virtual reader, and what it said so far.
struct ProbeRun {
  let program: RunningProgram

  init(_ folder: ScratchFolder, user: UInt32? = nil) throws {
    let environment = ["PCSCLITE_CSOCK_NAME": VirtualReader.socket(in: folder)]
    program = try RunningProgram.asUser(
      user, Programs.path("PCSCProbe"), environment: environment, owning: folder)
  }

  /// Waits until it has said so many lines that begin with `words`; the last of them.
  @discardableResult
  func said(_ words: String, times: Int = 1) async throws -> String {
    let lines = try await program.output { lines in lines.count { $0.hasPrefix(words) } >= times }
    return lines.filter { $0.hasPrefix(words) }[times - 1]
  }

  /// Orders a reading and waits for its end: `content`, `none` or `failed`, with what follows.
  func read(_ id: String) async throws -> String {
    let before = program.output.count { Self.isEnd($0, id) }
    program.write("read \(id)")
    let lines = try await program.output { $0.count { Self.isEnd($0, id) } > before }
    return lines.filter { Self.isEnd($0, id) }[before].replacingOccurrences(of: " " + id, with: "")
  }

  /// Ends it; every line it said.
  func end() async -> [String] {
    program.write("stop")
    await program.wait()
    return program.output
  }

  private static func isEnd(_ line: String, _ id: String) -> Bool {
    ["content", "none", "failed"].contains { line.hasPrefix("\($0) \(id)") }
  }
}

/// A card file whose bytes are different for every `seed`, and what a reading of it gives.
struct CardObject {
  let file: String
  let content: String

  init(_ folder: ScratchFolder, seed: UInt8, photo: Int = 1_024) throws {
    let text = (0..<256).map { UInt8(truncatingIfNeeded: $0 &* 7) ^ seed }
    let picture = (0..<photo).map { UInt8(truncatingIfNeeded: $0 &* 13) &+ seed }
    let card = CardFile(text: text, photo: picture, expected: "")
    file = try folder.write(card.content(comment: []), to: "card-\(seed)")
    content = "content \(Hex.encode(text)) \(Hex.encode(picture))"
  }
}
