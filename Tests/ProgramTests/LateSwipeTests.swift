import Emulation
import TestSupport
import Testing

@Suite("A batch whose cards wait for the centre", .timeLimit(.minutes(3)))
struct LateSwipeTests {
  private let server: PostgreSQLServer
  private let people = SyntheticPeople(seed: 78)

  init() async throws { server = try await PostgreSQLServer() }

  private func batch(at window: CentreWindow) async throws -> String {
    let opened = try await window.window.watcher.call(
      50, "batch.open", #"{"name":"十一月","enterprise":\#(BatchWindow.enterprise)}"#)
    return try #require(opened["result"]["batch"].text, "\(opened)")
  }

  /// Leaves the centre no room for readings, as on a full disk, while everything else is taken.
  private func fill(_ target: String) async throws {
    try await server.sql(
      """
      CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER no_room BEFORE INSERT ON reading FOR EACH ROW EXECUTE FUNCTION no_room()
      """, schema: target)
  }

  private func makeRoom(_ target: String) async throws {
    try await server.sql("DROP FUNCTION no_room() CASCADE", schema: target)
  }

  /// Swipes a card while the centre is away, and has the centre back; the card session.
  private func swipeLate(
    _ card: SyntheticCard, into batch: String, at window: CentreWindow
  ) async throws -> String {
    await server.kill()
    let swiped = try await window.swipe(card, into: batch)
    #expect(swiped["mark"].text == "queued", "\(swiped)")
    #expect(try await window.ask("batch", "close", batch).reason == "archive.centreAway")
    try await server.start()
    return try #require(swiped["reading"]["session"].text)
  }

  @Test("is not closed while the centre does not take them; it can be paused, and is closed with their rows")
  func refused() async throws {
    let target = try await server.makeSchema()
    let window = try await CentreWindow(target)
    let batch = try await batch(at: window)
    #expect(try await window.swipe(people.citizen(0), into: batch)["mark"].text == "filed")
    try await fill(target)
    let session = try await swipeLate(people.citizen(1), into: batch, at: window)

    let refused = try await window.ask("batch", "close", batch)["error"]
    #expect(refused["reason"].text == "batch.undelivered" && refused["retry"].flag == true, "\(refused)")
    let words = try await Kiosk.client(["batch", "close", batch], in: window.window.kiosk.folder)
    #expect(words.status != 0 && words.errors.contains("[batch.undelivered]"), "\(words.errors)")
    let outbox = try await window.ask("archive", "outbox")["entries"].elements
    #expect(outbox.map { $0["session"].text } == [session])
    #expect(try await window.ask("status")["waiting"]["failure"]["reason"].text == "archive.full")
    #expect(try await window.ask("batch", "show", batch)["batch"]["state"].text == "open")
    #expect(try await window.ask("batch", "pause", batch)["state"].text == "paused")

    try await makeRoom(target)
    let closed = try await window.ask("batch", "close", batch)
    #expect(closed["state"].text == "closed" && closed["counters"]["total"].number == 2, "\(closed)")
    try await CentreWindow.delivered(session, "filed", to: window.window.watcher)
    #expect(try await window.ask("archive", "outbox")["entries"].elements.isEmpty)
    #expect(try await window.ask("archive", "check")["sound"].flag == true)
    #expect(try await window.ask("audit", "verify")["sound"].flag == true)
    await window.stop()
  }

  @Test("that another window opened, and that was looked at here, takes them as well")
  func lookedAt() async throws {
    let target = try await server.makeSchema()
    let window = try await CentreWindow(target)
    let other = try await CentreWindow(target, keysOf: window)
    let batch = try await batch(at: window)
    #expect(try await other.ask("batch", "show", batch)["batch"]["state"].text == "open")
    await server.kill()
    let swiped = try await other.swipe(people.citizen(0), into: batch)
    #expect(swiped["mark"].text == "queued", "\(swiped)")
    try await server.start()
    try await CentreWindow.delivered(
      try #require(swiped["reading"]["session"].text), "filed", to: other.window.watcher)
    #expect(try await window.ask("batch", "show", batch)["batch"]["counters"]["total"].number == 1)
    await window.stop()
    await other.stop()
  }

  @Test("gets them before it is closed, at once; closed, it takes none with the centre away")
  func delivered() async throws {
    let window = try await CentreWindow(try await server.makeSchema())
    let batch = try await batch(at: window)
    #expect(try await window.swipe(people.citizen(0), into: batch)["mark"].text == "filed")
    let session = try await swipeLate(people.citizen(1), into: batch, at: window)
    let closed = try await window.ask("batch", "close", batch)
    #expect(closed["state"].text == "closed" && closed["counters"]["total"].number == 2, "\(closed)")
    try await CentreWindow.delivered(session, "filed", to: window.window.watcher)
    #expect(try await window.ask("batch", "close", batch).reason == "batch.closed")
    await server.kill()
    let late = try await window.window.watcher.call(51, "batch.swipe", #"{"batch":"\#(batch)"}"#)
    #expect(late["error"]["data"]["reason"].text == "archive.centreAway", "\(late)")
    await window.stop()
  }

  @Test("and that another window closes meanwhile stays as it was closed, and nobody who was read is lost")
  func elsewhere() async throws {
    let target = try await server.makeSchema()
    let window = try await CentreWindow(target)
    let other = try await CentreWindow(target, keysOf: window)
    let batch = try await batch(at: window)
    try await fill(target)
    let session = try await swipeLate(people.citizen(0), into: batch, at: window)
    #expect(try await other.ask("batch", "close", batch)["state"].text == "closed")
    #expect(try await window.ask("batch", "close", batch).reason == "batch.closed")
    try await makeRoom(target)
    try await CentreWindow.delivered(session, "filed", to: window.window.watcher)
    #expect(try await window.ask("batch", "show", batch)["batch"]["counters"]["total"].number == 0)
    #expect(try await window.ask("person", "list")["total"].number == 1)
    await window.stop()
    await other.stop()
  }
}
