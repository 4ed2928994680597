import Foundation
import PersonArchive
import SQLiteStore
import SealedArchive
import TestSupport

/// How fast an archive with portraits is copied while it is open, the copy opened and every person in it proven.
struct BackupSpeed {
  struct Result {
    var persons = Samples()
    var megabytes = Samples()
  }

  let persons: Int
  let rounds: Int

  func measure(_ folder: WorkFolder) async throws -> Result {
    let filling = LookUps(persons: persons, withPortraits: true, lookUps: 0)
    let (store, _) = try await filling.fill(folder)
    defer { try? folder.remove("persons") }
    var result = Result()
    for round in 0..<rounds {
      let start = ContinuousClock.now
      let backup = try await store.backUp(as: "\(round).db", by: LookUps.entry)
      let seconds = start.duration(to: .now) / .seconds(1)
      let size = try FileManager.default.attributesOfItem(atPath: backup.path)[.size] as? Int ?? 0
      result.persons.add(Double(persons) / seconds)
      result.megabytes.add(Double(size) / 1_048_576 / seconds)
    }
    await store.close()
    return result
  }
}
