import Emulation
import Foundation
import IdentityDocuments
import TestSupport
import Testing

@Suite("The mobile number at a window", .timeLimit(.minutes(2)))
struct NumberTests {
  private let first = "13500000001"
  private let second = "13500000002"
  private func reason(_ answer: JSONValue) -> String? { answer["error"]["data"]["reason"].text }

  @Test("bound by its code, changed by another, and the old number told so")
  func whole() async throws {
    let bench = try await NumberWindow()
    let card = SyntheticPeople(seed: 21).citizen(1)
    var visit = try await bench.read(card, "one", file: false)
    #expect(reason(try await bench.send(visit.session, "bind", first)) == "person.unknown")
    visit = try await bench.read(card, "one")
    #expect(try await bench.show(visit.session)["phoneMasked"].exists == false)
    #expect(reason(try await bench.send(visit.session, "bind", "12345")) == "phone.malformed")
    #expect(reason(try await bench.send(visit.session, "change", first)) == "phone.none")
    #expect(reason(try await bench.confirm(visit.session, "bind", "123456")) == "code.none")
    let blind = try await bench.call(
      "phone.sendCode", #"{"session":"\#(visit.session)","purpose":"bind","phone":"\#(first)"}"#)
    #expect(reason(blind) == "phone.faceUnconfirmed")
    let sent = try await bench.send(visit.session, "bind", " +86 135 0000 0001 ")["result"]
    #expect(sent["waiting"]["phoneMasked"].text == "135****1")
    #expect(reason(try await bench.send(visit.session, "bind", first)) == "code.tooSoon")
    let code = try await bench.code(to: first)
    #expect(code.count == 6)
    #expect(try await bench.delivery("sent")["state"].text == "sent")
    #expect(reason(try await bench.confirm(visit.session, "bind", "12")) == "code.malformed")
    let wrong = code == "000000" ? "111111" : "000000"
    let refused = try await bench.confirm(visit.session, "bind", wrong)
    #expect(reason(refused) == "code.wrong" && refused["error"]["data"]["detail"].number == 4)
    let bound = try await bench.confirm(visit.session, "bind", code)["result"]
    #expect(bound["phoneMasked"].text == "135****1" && bound["faceConfirmed"].flag == true)
    #expect(reason(try await bench.confirm(visit.session, "bind", code)) == "code.used")
    #expect(reason(try await bench.send(visit.session, "bind", second)) == "phone.alreadyBound")

    // A day later, over a new reading of the same document.
    try await bench.pass(seconds: 80_000)
    visit = try await bench.read(card, "one")
    #expect(reason(try await bench.send(visit.session, "change", first)) == "phone.same")
    _ = try await bench.send(visit.session, "change", second)
    let newCode = try await bench.code(to: second)
    let changed = try await bench.confirm(visit.session, "change", newCode)["result"]
    #expect(changed["phoneMasked"].text == "135****2")
    let notice = try await #require(bench.inbox).program.output {
      $0.filter { $0.contains(first) }.count == 2
    }
    #expect(notice.last { $0.contains(first) }?.contains("停用") == true)
    try await bench.lift()

    let other = try await bench.read(SyntheticPeople(seed: 21).citizen(2), "two")
    #expect(reason(try await bench.send(other.session, "bind", second)) == "phone.taken")
    let free = try await bench.send(other.session, "bind", first)["result"]
    #expect(free["warnings"][0]["code"].text == "phone.boundElsewhereRecently")
    await bench.stop()
    try secrecy(bench, [code, newCode, first, second])
  }

  /// Nothing that the daemons wrote holds a code or a number.
  private func secrecy(_ bench: NumberWindow, _ secrets: [String]) throws {
    let lines = bench.window.kiosk.counterDaemon.errors + bench.window.kiosk.readerDaemon.errors
    for secret in secrets { #expect(!lines.contains { $0.contains(secret) }) }
    for name in try FileManager.default.contentsOfDirectory(atPath: bench.folder.file("state")) {
      let text = String(decoding: try bench.folder.bytes("state/" + name), as: UTF8.self)
      for secret in secrets { #expect(!text.contains(secret), "\(name)") }
    }
  }

  @Test("five wrong codes, a life that is over, a release: the code is void")
  func voidCodes() async throws {
    let bench = try await NumberWindow(more: "code.bindDigits = 8\ncode.changeDigits = 8\n")
    let people = SyntheticPeople(seed: 22)
    var visit = try await bench.read(people.citizen(1), "one")
    _ = try await bench.send(visit.session, "bind", first)
    let code = try await bench.code(to: first)
    #expect(code.count == 8)
    let wrong = code == "00000000" ? "11111111" : "00000000"
    for _ in 0..<4 { #expect(reason(try await bench.confirm(visit.session, "bind", wrong)) == "code.wrong") }
    for said in [wrong, code] {
      #expect(reason(try await bench.confirm(visit.session, "bind", said)) == "code.locked")
    }
    try await bench.pass(seconds: 60)
    visit = try await bench.read(people.citizen(1), "one")
    _ = try await bench.send(visit.session, "bind", first)
    let late = try await bench.code(to: first, number: 2)
    try await bench.pass(seconds: 86_400)
    visit = try await bench.read(people.citizen(1), "one")
    #expect(reason(try await bench.confirm(visit.session, "bind", late)) == "code.expired")
    _ = try await bench.send(visit.session, "bind", first)
    _ = try await bench.confirm(visit.session, "bind", try await bench.code(to: first, number: 3))
    try await bench.pass(seconds: 60)
    visit = try await bench.read(people.citizen(1), "one")
    _ = try await bench.send(visit.session, "change", second)
    let waiting = try await bench.code(to: second)
    try bench.folder.write(SignInTests.password + "\n", to: "password")
    let added = try await bench.window.kiosk.client(
      "clerk", "add", "wang", "--role", "supervisor", "--password-file", bench.folder.file("password"))
    #expect(added.status == 0, "\(added.errors)")
    let denied = try await bench.window.kiosk.client("phone", "release", visit.person, "--reason", "lost")
    #expect(denied.status != 0)
    let released = try await bench.window.kiosk.client(
      "phone", "release", visit.person, "--reason", "lost", "--clerk", "wang", "--password-file",
      bench.folder.file("password"))
    #expect(released.status == 0, "\(released.errors)")
    #expect(reason(try await bench.confirm(visit.session, "change", waiting)) == "code.superseded")
    #expect(try await bench.show(visit.session)["phoneMasked"].exists == false)
    await bench.stop()
  }

  @Test("a conflicting, an older and an expired card are good for no number")
  func documents() async throws {
    let bench = try await NumberWindow()
    let card = SyntheticPeople(seed: 23).citizen(1)
    _ = try await bench.read(card.renewed(), "renewed")
    try await bench.lift()
    let older = try await bench.read(card, "older")
    #expect(reason(try await bench.send(older.session, "bind", first)) == "document.older")
    try await bench.lift()
    var conflicting = card.renewed()
    conflicting.sex = card.sex.code == "1" ? .init(code: "2", name: "女") : .init(code: "1", name: "男")
    let conflict = try await bench.read(conflicting, "conflict")
    #expect(reason(try await bench.send(conflict.session, "bind", first)) == "document.conflicting")
    try await bench.lift()
    let expired = SyntheticPeople(seed: 23).citizen(2).expired()
    let over = try await bench.read(expired, "expired")
    #expect(reason(try await bench.send(over.session, "bind", first)) == "document.expired")
    await bench.stop()
  }

  @Test("a window's limit, from the terminal")
  func limit() async throws {
    let bench = try await NumberWindow(more: "code.windowPerHour = 1\n")
    let visit = try await bench.read(SyntheticPeople(seed: 24).citizen(1), "one")
    let program = try RunningProgram(
      Programs.path("idkiosk"),
      ["phone", "bind", "--session", visit.session, "--face-confirmed", "--runtime-dir", bench.folder.path],
      environment: ["TERM": "dumb"])
    program.write(first)
    program.write(try await bench.code(to: first))
    #expect(await program.wait() == 0)
    #expect(program.output.contains { $0.contains("已绑定 bound") })
    let shown = try await bench.window.kiosk.client("phone", "show", "--session", visit.session, "--json")
    #expect(shown.json["phoneMasked"].text == "135****1")
    let more = try await bench.window.kiosk.client(
      "phone", "change", "--session", visit.session, "--face-confirmed", "--phone", second, "--json")
    #expect(more.json["error"]["reason"].text == "code.tooMany")
    await bench.stop()
  }
}
