import TestSupport
import Testing

@Suite("idkiosk config check", .timeLimit(.minutes(2)))
struct ConfigCheckTests {
  private func check(_ text: String, _ more: String...) async throws -> Kiosk.Answer {
    let folder = try ScratchFolder()
    let file = try folder.write(text, to: "c.conf")
    return try await Kiosk.client(["config", "check", "--config", file] + more, in: folder)
  }

  @Test("names every line that is wrong, and says what to write there, in both languages")
  func lines() async throws {
    let answer = try await check(
      """
      window.id = a
      window.colour = red
      session.seconds = 0
      window.id = b
      nonsense
      clerk.wrongTries = many
      """)
    #expect(answer.status == 1)
    let lines = answer.output.split(separator: "\n").map(String.init)
    #expect(lines.map { $0.prefix(7) } == ["line 2:", "line 3:", "line 4:", "line 5:", "line 6:", "=> 5 处要"])
    #expect(lines[1].contains("5 到 86400") && lines[1].contains("seconds, 5 to 86400"))
    #expect(lines[2].contains("第 1 行") && lines[2].contains("line 1"))
    #expect(lines[4].contains("clerk.wrongTries") && lines[4].contains("3 to 100"))
  }

  @Test("says that a good one is good")
  func good() async throws {
    let answer = try await check(Kiosk.standInPortraits + "page.port = 8480\n")
    #expect(answer.status == 0 && answer.output.hasPrefix("=> 配置可用"))
    #expect(
      try await Kiosk.client(["config", "check", "--config", "/none"], in: try ScratchFolder()).status == 0)
  }

  @Test(
    "asks the daemons what no look at a line can tell: keys that do not fit together, files that are not there"
  )
  func values() async throws {
    let answer = try await check(
      """
      portrait.library = /none.so
      readers.files = /none.reader
      sms.gateway = http
      sms.url = http://gateway.example/send
      sms.header = Authorization: planted-secret
      """, "--json")
    #expect(answer.status == 1)
    let problems = answer.json["problems"].elements.compactMap(\.text)
    #expect(problems.map { $0.prefix(7) } == ["line 1:", "line 2:", "line 3:"], "\(problems)")
    #expect(problems[1].contains("/none.reader:0: cannot be read"))
    #expect(problems[2].contains("sms.gateway"))
    #expect(!answer.output.contains("planted-secret"))
  }

  @Test(
    "a connection string that libpq does not understand is told, and a file of it that is not there",
    arguments: [("bogus=1", "keywords"), ("passfile=/none/pgpass", "passfile")])
  func centre(word: String, told: String) async throws {
    let answer = try await check("archive.postgresql = host=db1 dbname=idkiosk user=w3 \(word)\n")
    #expect(answer.status == 1 && answer.output.hasPrefix("line 1: archive.postgresql"), "\(answer.output)")
    #expect(answer.output.contains(told))
  }

  @Test("says so when the file cannot be read")
  func unreadable() async throws {
    let folder = try ScratchFolder()
    let answer = try await Kiosk.client(["config", "check", "--json", "--config", folder.path], in: folder)
    #expect(answer.status == 1 && answer.json.reason == "start.configUnreadable")
  }
}
