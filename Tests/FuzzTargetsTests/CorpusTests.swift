import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite("Arbitrary input", .timeLimit(.minutes(FullRun.isAsked ? 120 : 5)))
struct CorpusTests {
  /// The inputs that are kept for a target: its own, and files of the repository that it reads.
  private static func inputs(_ target: FuzzTarget) throws -> [String: [UInt8]] {
    var folders = ["Fuzz/corpus/\(target.rawValue)"]
    if target == .recordings { folders.append("Fixtures/recordings") }
    if target == .readers { folders.append("Sources/ReaderDrivers/Families") }
    var found: [String: [UInt8]] = [:]
    for folder in folders {
      let path = Programs.repository + "/" + folder
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        found[name] = Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
      }
    }
    return found
  }

  @Test("that is kept neither traps nor hangs", arguments: FuzzTarget.allCases)
  func kept(target: FuzzTarget) async throws {
    let inputs = try Self.inputs(target)
    #expect(!inputs.isEmpty)
    for input in inputs.values {
      target.run(input)
      // Other tests wait for their turn.
      await Task.yield()
    }
  }

  @Test("that chance makes of it, or of nothing, neither", arguments: FuzzTarget.allCases)
  func changed(target: FuzzTarget) async throws {
    var chance = SeededGenerator.printed("\(target.rawValue)")
    let inputs = try Self.inputs(target).sorted { $0.key < $1.key }.map(\.value)
    for _ in 0..<(FullRun.isAsked ? 2_000 : 60) {
      var input = inputs.randomElement(using: &chance) ?? []
      for _ in 0..<Int.random(in: 0...8, using: &chance) where !input.isEmpty {
        let place = Int.random(in: input.indices, using: &chance)
        switch Int.random(in: 0...3, using: &chance) {
        case 0: input[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: input.removeSubrange(place...)
        case 2: input.insert(contentsOf: input.prefix(16), at: place)
        default: input[place] ^= 1 << UInt8.random(in: 0...7, using: &chance)
        }
      }
      target.run(Array(input.prefix(8_192)))
      await Task.yield()
    }
  }
}
