import DatabaseKit
import SQLiteKit
import TestSupport

/// What idkioskd costs in memory while a great many codes wait to be said.
struct WaitingCodes {
  /// The most memory in KiB, of a daemon with an empty archive and of one where they wait, each after a call.
  struct Result {
    var empty = ""
    var waiting = ""
  }

  let count: Int

  func measure() async throws -> Result {
    let folder = try ScratchFolder()
    let configuration = try folder.write("window.id = window-1\n", to: "idkiosk.conf")
    let empty = try await memory(folder, configuration)
    try fill(folder)
    return Result(empty: empty, waiting: try await memory(folder, configuration))
  }

  private func memory(_ folder: ScratchFolder, _ configuration: String) async throws -> String {
    let daemon = try Kiosk.startCounterDaemon(folder, configuration)
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    // Every message that waits is looked at for its life, and the newest page of them is shown.
    let answer = try await client.call(2, "sms.queue", #"{"limit":200}"#)
    guard answer["result"].exists else { throw TestFailure("sms.queue: \(answer)") }
    let memory = DaemonCosts.memory(daemon)
    await daemon.stop()
    return memory
  }

  /// Rows of the right shape and size; nobody can open what is sealed in them.
  private func fill(_ folder: ScratchFolder) throws {
    let db = try Connection(path: folder.file("state/archive.db"), creating: false)
    try db.executeTrusted(
      """
      BEGIN;
      CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < \(count))
        SELECT i FROM c;
      INSERT INTO person (row, id, lookup, current) SELECT i, printf('p%031d', i), randomblob(32), 1 FROM n;
      INSERT INTO version (person, number, sealed) SELECT i, 1, randomblob(400) FROM n;
      INSERT INTO challenge (row, id, person, number, sealed, purpose, code, state, wrong_tries, issued, ends,
          issued_at, window, actor, session)
        SELECT i, printf('c%031d', i), i, randomblob(32), randomblob(40), 'bind', randomblob(32), 'open', 0,
          i, i + 86400000, '2026-11-21T09:15:02+08:00', 'window-1', 'clerk:bench', NULL FROM n;
      INSERT INTO message
        SELECT i, printf('c%031d', i), 'code', randomblob(300), 'queued', NULL, 0, i + 86400000, 'window-1',
          '2026-11-21T09:15:02+08:00', '2026-11-21T09:15:02+08:00' FROM n;
      COMMIT;
      """)
  }
}
