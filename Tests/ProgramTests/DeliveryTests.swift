import Emulation
import Foundation
import TestSupport
import Testing

@Suite("A window whose centre is away", .timeLimit(.minutes(3)))
struct DeliveryTests {
  private let server: PostgreSQLServer
  private let people = SyntheticPeople(seed: 77)

  init() async throws { server = try await PostgreSQLServer() }

  private func batch(at window: CentreWindow) async throws -> String {
    let opened = try await window.window.watcher.call(
      50, "batch.open", #"{"name":"十一月","enterprise":\#(BatchWindow.enterprise)}"#)
    return try #require(opened["result"]["batch"].text, "\(opened)")
  }

  @Test("goes on filing and swiping, says how much waits, and delivers all of it once, killed or not")
  func away() async throws {
    let window = try await CentreWindow(try await server.makeSchema())
    #expect(try await window.file(people.citizen(0))["filing"]["outcome"].text == "filed")
    let batch = try await batch(at: window)
    #expect(try await window.swipe(people.citizen(1), into: batch)["mark"].text == "filed")
    #expect(try await window.ask("status")["waiting"]["count"].number == 0)

    await server.kill()
    let read = try await window.file(people.citizen(2))
    #expect(read["filing"]["outcome"].text == "queued", "\(read)")
    let session = try #require(read["session"].text)
    let swiped = try await window.swipe(people.citizen(3), into: batch)
    #expect(swiped["mark"].text == "queued" && swiped["counters"]["total"].number == 1, "\(swiped)")
    let swipe = try #require(swiped["reading"]["session"].text)
    let status = try await window.ask("status")
    #expect(status["waiting"]["count"].number == 2 && status["waiting"]["since"].exists)
    #expect(status["waiting"]["failure"]["reason"].text == "archive.centreAway")
    let words = try await window.window.kiosk.client("status").output
    #expect(words.contains("待送中心"))
    let outbox = try await window.ask("archive", "outbox")
    #expect(outbox["entries"].elements.map { $0["session"].text } == [session, swipe])
    #expect(outbox["entries"].elements.map { $0["batch"].text } == [nil, batch])
    #expect(try await window.ask("person", "list").reason == "archive.centreAway")
    #expect(try await window.ask("batch", "show", "999").reason == "archive.centreAway")

    let watcher = try await window.killed()
    #expect(try await window.ask("status")["waiting"]["count"].number == 2)
    // The batch was open before the window was killed: it goes on taking cards.
    let later = try await window.swipe(people.citizen(4), into: batch, through: watcher)
    #expect(later["mark"].text == "queued" && later["counters"]["total"].number == 1, "\(later)")
    let last = try #require(later["reading"]["session"].text)
    try await server.start()
    try await CentreWindow.delivered(session, "filed", to: watcher)
    try await CentreWindow.delivered(swipe, "filed", to: watcher)
    try await CentreWindow.delivered(last, "filed", to: watcher)
    #expect(try await window.ask("person", "list")["total"].number == 5)
    #expect(try await window.ask("batch", "show", batch)["batch"]["counters"]["total"].number == 3)
    #expect(try await window.ask("status")["waiting"]["failure"].exists == false)
    #expect(try await window.ask("archive", "outbox")["entries"].elements.isEmpty)
    #expect(try await window.ask("archive", "check")["sound"].flag == true)
    let trail = try await window.ask("audit", "verify")
    #expect(trail["sound"].flag == true, "\(trail)")
    await window.stop()
  }

  @Test("what two windows kept of one person and one batch is joined at the centre")
  func joined() async throws {
    let target = try await server.makeSchema()
    let first = try await CentreWindow(target)
    let second = try await CentreWindow(target, keysOf: first)
    let batch = try await batch(at: first)
    #expect(try await first.swipe(people.citizen(0), into: batch)["mark"].text == "filed")
    #expect(try await second.swipe(people.citizen(0), into: batch)["mark"].text == "counted")
    await server.kill()
    var sessions: [String] = []
    for window in [first, second] {
      let swiped = try await window.swipe(people.citizen(1), into: batch)
      #expect(swiped["mark"].text == "queued", "\(swiped)")
      sessions.append(try #require(swiped["reading"]["session"].text))
    }
    let watchers = [try await first.killed(), try await second.killed()]
    try await server.start()
    for (index, session) in sessions.enumerated() {
      _ = try await watchers[index].line {
        $0["method"].text == "filing.changed" && $0["params"]["session"].text == session
      }
    }
    let list = try await first.ask("person", "list")
    #expect(list["total"].number == 2)
    #expect(try await first.ask("batch", "show", batch)["batch"]["counters"]["total"].number == 2)
    var readings: [Int] = []
    for person in list["persons"].elements {
      let history = try await second.ask("person", "history", try #require(person["person"].text))
      #expect(history["versions"].elements.count == 1)
      readings.append(history["readings"].elements.count)
    }
    // A card that is counted already is not filed again at once, but nothing that waited is thrown away.
    #expect(readings.sorted() == [1, 2])
    await first.stop()
    await second.stop()
  }
}
