import Foundation
import TestSupport
import Testing

/// A copy of an archive's files, looked at with the sqlite3 shell: what stands there, not what the daemon says.
struct ArchiveFiles {
  let folder: ScratchFolder

  init(_ folder: ScratchFolder) { self.folder = folder }

  /// Expects a whole archive with this many persons and readings, and no version that no reading made.
  func check(persons: Int, readings: Int, versions: Int? = nil, _ comment: Comment? = nil) async throws {
    let question = """
      PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM person; SELECT count(*) FROM reading;
      SELECT count(*) FROM version;
      SELECT count(*) FROM reading WHERE outcome IN ('filed', 'renewed', 'older');
      """
    let shell = try RunningProgram("/usr/bin/sqlite3", [folder.file("archive.db"), question])
    #expect(await shell.wait() == 0, comment)
    let made = versions ?? persons
    #expect(shell.output == ["ok", "\(persons)", "\(readings)", "\(made)", "\(made)"], comment)
  }
}
