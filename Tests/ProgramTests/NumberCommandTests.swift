import Emulation
import KioskProtocol
import TestSupport
import Testing

@Suite("The mobile number in the terminal", .timeLimit(.minutes(2)))
struct NumberCommandTests {
  private let first = "13500000001"
  private let second = "13500000002"

  /// Runs `idkiosk phone`, typing in `lines`.
  private func phone(
    _ bench: NumberWindow, _ words: [String], typing lines: [String] = []
  ) async throws -> Kiosk.Answer {
    let program = try RunningProgram(
      Programs.path("idkiosk"), ["phone"] + words + ["--runtime-dir", bench.folder.path],
      environment: ["TERM": "dumb"])
    for line in lines { program.write(line) }
    program.closeInput()
    let status = await program.wait()
    return Kiosk.Answer(
      status: status, output: program.output.joined(separator: "\n"),
      errors: program.errors.joined(separator: "\n"))
  }

  /// Whether an error tells the reason, what it means and what to do, and nothing went to standard output.
  private func tells(_ answer: Kiosk.Answer, _ reason: FailureReason) -> Bool {
    answer.status == 1 && answer.output.isEmpty && answer.errors.contains("[\(reason.rawValue)]")
      && answer.errors.contains(reason.entry.message.chinese)
      && answer.errors.contains(reason.entry.clerk.chinese)
  }

  @Test("shown, bound with a code that is typed in, changed with one that comes later, released")
  func walk() async throws {
    let bench = try await NumberWindow()
    let card = SyntheticPeople(seed: 25).citizen(1)
    var visit = try await bench.read(card, "one")
    var at = ["--session", visit.session]
    let none = try await phone(bench, ["show"] + at)
    #expect(none.status == 0 && none.output.contains("手机号码 number: 无 none"))
    let unseen = try await phone(bench, ["bind"] + at, typing: [first])
    #expect(tells(unseen, .phoneFaceUnconfirmed), "\(unseen)")
    let malformed = try await phone(bench, ["bind", "--face-confirmed"] + at, typing: ["1350000"])
    #expect(tells(malformed, .phoneMalformed), "\(malformed)")
    let nothing = try await phone(bench, ["bind", "--face-confirmed"] + at)
    #expect(nothing.status == 64)

    let sent = try await phone(bench, ["bind", "--face-confirmed"] + at, typing: [first])
    #expect(sent.status == 0 && sent.output.contains("验证码发往 code sent to: 135****1"))
    let code = try await bench.code(to: first)
    let wrong = try await phone(
      bench, ["bind", "--confirm", "--face-confirmed"] + at, typing: [code == "000000" ? "111111" : "000000"])
    #expect(tells(wrong, .codeWrong) && wrong.errors.contains("4"))
    let bound = try await phone(bench, ["bind", "--confirm", "--face-confirmed"] + at, typing: [code])
    #expect(bound.status == 0 && bound.output.contains("已绑定 bound"))
    #expect(bound.output.contains("手机号码 number: 135****1"))

    // Later, from a program: one object each.
    try await bench.pass(seconds: 60)
    visit = try await bench.read(card, "one")
    at = ["--session", visit.session, "--json"]
    let asked = try await phone(bench, ["change", "--face-confirmed", "--phone", second] + at)
    #expect(asked.status == 0 && asked.json["waiting"]["phoneMasked"].text == "135****2")
    let newCode = try await bench.code(to: second)
    let changed = try await phone(bench, ["change", "--confirm", "--face-confirmed"] + at, typing: [newCode])
    #expect(changed.status == 0 && changed.json["phoneMasked"].text == "135****2")
    let again = try await phone(bench, ["change", "--confirm", "--face-confirmed"] + at, typing: [newCode])
    #expect(again.status == 1 && again.json["error"]["reason"].text == "code.used")
    for answer in [sent, bound, asked, changed] {
      for secret in [first, second, code, newCode] {
        #expect(!answer.output.contains(secret) && !answer.errors.contains(secret))
      }
    }
    try await release(bench, visit.person)
    await bench.stop()
  }

  private func release(_ bench: NumberWindow, _ person: String) async throws {
    #expect(try await phone(bench, ["release", person]).status == 64)
    let denied = try await phone(bench, ["release", person, "--reason", "lost"])
    #expect(tells(denied, .rightsDenied), "\(denied)")
    try bench.folder.write(SignInTests.password + "\n", to: "password")
    let password = ["--password-file", bench.folder.file("password")]
    let added = try await Kiosk.client(
      ["clerk", "add", "wang", "--role", "supervisor"] + password, in: bench.folder)
    #expect(added.status == 0, "\(added.errors)")
    let words = ["release", person, "--reason", "lost", "--clerk", "wang"] + password
    let released = try await phone(bench, words)
    #expect(released.status == 0 && released.output.contains("已解除绑定 released"))
    #expect(tells(try await phone(bench, words), .phoneNone))
  }

  @Test("an administrator tries the gateway and looks at the outbox")
  func messages() async throws {
    let bench = try await NumberWindow()
    let test = try await bench.window.kiosk.client("sms", "test", "--phone", first)
    #expect(test.status == 0 && test.output.contains("已发送 sent") && test.output.hasPrefix("#1 "))
    let queue = try await bench.window.kiosk.client("sms", "queue")
    #expect(queue.status == 0 && queue.output.contains("test  已发送 sent"))
    #expect(try await bench.window.kiosk.client("sms", "queue", "--limit", "x").status == 64)
    let malformed = try await bench.window.kiosk.client("sms", "test", "--phone", "110")
    #expect(tells(malformed, .phoneMalformed))
    await bench.stop()
  }
}
