import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Who is at the counter about a number", .timeLimit(.minutes(2)))
struct NumberVisitTests {
  private let first = "13500000001"
  private let second = "13512345678"
  private func reason(_ answer: JSONValue) -> String? { SignInTests.reason(answer) }

  @Test("a person alone binds a first number, which is recorded as unconfirmed, and can do no more")
  func selfService() async throws {
    let bench = try await NumberWindow(more: "window.selfService = read, done, bind\npage.port = 0\n")
    let page = try await PagePost(bench.window.kiosk.counterDaemon)
    try await bench.window.reader.put(
      try Cards.write(SyntheticPeople(seed: 26).citizen(1), to: "one", in: bench.folder))
    let read = try await page.call("card.read", #"{"timeoutSeconds":20,"file":true}"#)
    let session = try #require(read["result"]["session"].text, "\(read)")
    let sent = try await page.call(
      "phone.sendCode", #"{"session":"\#(session)","purpose":"bind","phone":"\#(first)"}"#)
    #expect(sent["result"]["waiting"]["phoneMasked"].text == "135****1", "\(sent)")
    let code = try await bench.code(to: first)
    // Nobody says of oneself that the face is the portrait's.
    let bound = try await page.call(
      "phone.confirm",
      #"{"session":"\#(session)","purpose":"bind","code":"\#(code)","faceConfirmed":true}"#)
    #expect(bound["result"]["phoneMasked"].text == "135****1")
    #expect(bound["result"]["faceConfirmed"].flag == false)
    let change = try await page.call(
      "phone.sendCode", #"{"session":"\#(session)","purpose":"change","phone":"\#(second)"}"#)
    #expect(reason(change) == "rights.signInNeeded")
    let released = try await page.call("phone.release", #"{"person":"x","reason":"lost"}"#)
    #expect(reason(released) == "rights.signInNeeded")
    let trail = try await bench.window.kiosk.client("audit", "list", "--json")
    let line = trail.json["lines"].elements.first { $0["act"].text == "phone.confirm" }
    #expect(line?["outcome"].text == "bound" && line?["role"].text == "selfService", "\(trail.output)")
    await bench.stop()
    let tool = try RunningProgram(
      "/usr/bin/sqlite3", [bench.folder.file("state/archive.db"), "SELECT is_face_confirmed FROM binding"])
    await tool.wait()
    #expect(tool.output == ["0"])
  }

  /// The word of eight digits in a message; its id is hexadecimal, and may have eight digits in a row too.
  private static func code(in text: String) -> String {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    return String(words.first { $0.count == 8 && $0.allSatisfy(\.isNumber) } ?? "")
  }

  @Test("a typed document needs a checker who sees it now; a foreigner's message is in English")
  func typed() async throws {
    let desk = try await NumberDesk(.command)
    let person = try await desk.passport("L898902C3")
    func call(
      _ client: WireClient, _ id: Int, _ method: String, _ more: String,
      seen: String = #","verifiedByEye":true"#
    ) async throws -> JSONValue {
      try await client.call(id, method, #"{"person":"\#(person)"\#(seen)\#(more)}"#)
    }
    let order = #","purpose":"bind","phone":"\#(first)","faceConfirmed":true"#
    let clerk = try WireClient(desk.kiosk.folder.file("counter.sock"))
    try await clerk.hello()
    #expect(reason(try await call(clerk, 2, "phone.sendCode", order)) == "rights.denied")
    _ = try await SignInTests.signIn(clerk, 3, "li")
    #expect(reason(try await call(clerk, 4, "phone.sendCode", order)) == "rights.denied")
    for (id, seen) in ["", #","verifiedByEye":false"#].enumerated() {
      let refused = try await call(desk.client, 10 + id, "phone.sendCode", order, seen: seen)
      #expect(reason(refused) == "request.badParameters")
    }
    let blind = try await call(desk.client, 20, "phone.sendCode", #","purpose":"bind","phone":"\#(first)""#)
    #expect(reason(blind) == "phone.faceUnconfirmed")
    let sent = try await call(desk.client, 21, "phone.sendCode", order)
    #expect(sent["result"]["waiting"]["phoneMasked"].text == "135****1", "\(sent)")
    let text = try await desk.text(ofMessage: 1, to: first)
    #expect(text.contains("Your code is ") && !text.contains("验证码"), "\(text)")
    let code = Self.code(in: text)
    let answer = #","purpose":"bind","code":"\#(code)","faceConfirmed":true"#
    #expect(
      reason(try await call(desk.client, 22, "phone.confirm", answer, seen: "")) == "request.badParameters")
    #expect(reason(try await call(clerk, 23, "phone.confirm", answer)) == "rights.denied")
    let bound = try await call(desk.client, 24, "phone.confirm", answer)
    #expect(bound["result"]["phoneMasked"].text == "135****1", "\(bound)")
    await desk.stop()
  }

  @Test(
    "a code and a number stand in nothing that the daemons wrote or answered, over any gateway",
    arguments: NumberDesk.Way.allCases)
  func secrecy(way: NumberDesk.Way) async throws {
    let desk = try await NumberDesk(way)
    let person = try await desk.passport("L898902C3")
    let visit = #""person":"\#(person)","verifiedByEye":true,"purpose":"bind","faceConfirmed":true"#
    let sent = try await desk.client.call(
      10, "phone.sendCode", #"{\#(visit),"phone":"\#(second)"}"#)
    #expect(sent["result"].exists, "\(sent)")
    let text = try await desk.text(ofMessage: 1, to: second)
    let code = Self.code(in: text)
    try #require(code.count == 8)
    let wrong = code == "13572468" ? "24681357" : "13572468"
    for (id, said) in [(11, wrong), (12, code), (13, code)] {
      _ = try await desk.client.call(id, "phone.confirm", #"{\#(visit),"code":"\#(said)"}"#)
    }
    let marks = [code, wrong, second, String(second.dropFirst(3)), "k3y-of-the-gateway"]
    #expect(try Self.places(of: marks, desk, lines: desk.lines) == [])
    // The daemon that holds them may leave no core behind.
    let limits = try String(
      contentsOfFile: "/proc/\(desk.kiosk.counterDaemon.pid)/limits", encoding: .utf8)
    let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
    #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(core)")
    await desk.stop()
    #expect(try Self.places(of: marks, desk, lines: desk.lines) == [])
    // The search finds what is there, in a file of the state and in a line.
    try desk.kiosk.folder.write("a \(code) b", to: "state/planted")
    #expect(try Self.places(of: marks, desk, lines: ["to \(second)"]) == ["state/planted", "to \(second)"])
  }

  /// The files of the window, its state and log included, and the lines, in which a mark stands.
  private static func places(of marks: [String], _ desk: NumberDesk, lines: [String]) throws -> [String] {
    let folder = desk.kiosk.folder
    var found = lines.filter { line in marks.contains { line.contains($0) } }
    for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
      // Sockets and folders have no content.
      guard let bytes = try? folder.bytes(name) else { continue }
      let data = Data(bytes)
      if marks.contains(where: { data.range(of: Data($0.utf8)) != nil }) { found.append(name) }
    }
    return found.sorted()
  }
}
