import PostgreSQLStore
import TestSupport

/// The central database of a window that many days happen to: lost and found again by the numbers of the seed.
final class YearCentre {
  private let server: PostgreSQLServer
  /// Its connection string.
  let target: String
  /// For how many tries it stays away; 0 while it is there.
  private(set) var tries = 0

  /// Starts a PostgreSQL and makes an archive on it, whose keys lie in `state`.
  init(state: String) async throws {
    let server = try await PostgreSQLServer()
    let target = try await server.makeSchema()
    (self.server, self.target) = (server, target)
    try PostgreSQLStore.initialize(target, stateFolder: state)
  }

  /// Kills the server with all that is under way in it, for so many tries.
  func lose(for tries: Int) async {
    self.tries = tries
    await server.kill()
  }

  /// One try is over; the server starts with the last of them.
  func pass() async throws {
    guard tries > 0 else { return }
    tries -= 1
    if tries == 0 { try await server.start() }
  }

  /// The server is there.
  func find() async throws {
    guard tries > 0 else { return }
    tries = 0
    try await server.start()
  }

  /// What a statement gives that is one number.
  func number(_ sql: String) async throws -> Int {
    guard let number = try await server.sql(sql, schema: target).first.flatMap({ Int($0) }) else {
      throw TestFailure("no number: \(sql)")
    }
    return number
  }

  /// Damages the archive as `PlantedFault` does a file.
  func plant(_ fault: PlantedFault) async throws {
    switch fault {
    case .lost:
      try await server.sql(
        """
        DELETE FROM swipe WHERE row = (SELECT max(row) FROM swipe WHERE mark = 'filed');
        DELETE FROM reading WHERE row = (SELECT max(row) FROM reading)
        """, schema: target)
    case .double:
      try await server.sql(
        """
        DROP INDEX swipe_counted;
        CREATE TEMP TABLE copied AS SELECT * FROM swipe WHERE mark = 'filed' LIMIT 1;
        UPDATE copied SET row = (SELECT max(row) + 1 FROM swipe);
        INSERT INTO swipe OVERRIDING SYSTEM VALUE SELECT * FROM copied
        """, schema: target)
    }
  }

  /// Takes the server away.
  func end() async { await server.kill() }
}
