import DatabaseKit
import Foundation
import SQLiteKit
import TestSupport

/// Filings a second, beside plain SQLite that writes the same rows, and bare rows, on the same disk at the same time.
struct FilingRate {
  struct Result {
    var archive = Samples()
    var crowded = Samples()
    var replay = Samples()
    var baseline = Samples()
    var ratios = Samples()
    var crowdedRatios = Samples()
    var bareRatios = Samples()
    /// What a filing stores: all values of its rows together.
    var rowBytes = 0
  }

  /// Callers at once, so that the archive's thread need not wait for the next filing.
  static let crowd = 4

  let plan: BenchmarkPlan
  let baseline: FilingBaseline
  let replay: FilingReplay
  let folder: WorkFolder

  func measure() async throws -> Result {
    let filings = try ArchiveFilings(count: plan.filings)
    var result = Result()
    // The first round warms the disk up and tells the size of a row.
    _ = try await filings.run(in: folder.file("archive"))
    result.rowBytes = try storedBytes() / plan.filings
    try folder.remove("archive")
    for _ in 0..<plan.rounds {
      let archived = try await filings.run(in: folder.file("archive"))
      let replayed = try await replay.run(
        file: folder.file("rows.db"), count: plan.filings, archive: folder.file("archive/archive.db"))
      try folder.remove("rows.db")
      try folder.remove("archive")
      let bare = try await baseline.run(
        file: folder.file("rows.db"), count: plan.filings, rowBytes: result.rowBytes)
      try folder.remove("rows.db")
      let crowded = try await filings.run(in: folder.file("archive"), callers: Self.crowd)
      try folder.remove("archive")
      result.archive.add(archived)
      result.crowded.add(crowded)
      result.replay.add(replayed)
      result.baseline.add(bare)
      result.ratios.add(archived / replayed)
      result.crowdedRatios.add(crowded / replayed)
      result.bareRatios.add(archived / bare)
    }
    return result
  }

  private func storedBytes() throws -> Int {
    let db = try Connection(path: folder.file("archive/archive.db"), creating: false)
    return try db.integer(
      """
      SELECT (SELECT sum(length(sealed) + length(portrait) + 2) FROM version)
        + (SELECT sum(length(id) + length(lookup) + length(wrapped) + 1) FROM person)
        + (SELECT sum(length(session) + length(read_at) + length(window) + length(reader_id)
          + length(reader_name) + length(reader_link) + length(sam_id) + length(outcome) + length(changed)
          + length(findings) + length(mark) + 2) FROM reading)
      """)
  }
}
