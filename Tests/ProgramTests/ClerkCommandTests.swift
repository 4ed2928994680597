import Foundation
import TestSupport
import Testing

@Suite("Accounts, settings and the trail on the command line", .timeLimit(.minutes(2)))
struct ClerkCommandTests {
  private func reason(_ answer: Kiosk.Answer) -> String? { answer.json["error"]["reason"].text }

  private func run(_ kiosk: Kiosk, _ words: String) async throws -> Kiosk.Answer {
    let parts = words.split(separator: " ").map(String.init)
    return try await Kiosk.client(parts + ["--json"], in: kiosk.folder)
  }

  @Test("an account that cannot be made, or does not exist, is told as such")
  func accounts() async throws {
    let kiosk = try await SignInTests.kiosk()
    let password = kiosk.folder.file("password")
    let short = try kiosk.folder.write("1234567\nlong enough\n", to: "short")
    let cases = [
      ("clerk add li --role clerk --password-file \(password)", "clerk.exists"),
      ("clerk add Li --role clerk --password-file \(password)", "clerk.nameUnusable"),
      ("clerk add wang --role king --password-file \(password)", "request.badParameters"),
      ("clerk add wang --role clerk --password-file \(short)", "clerk.passwordTooShort"),
      ("clerk add wang --role clerk --password-file \(password).not", "clerk.passwordMissing"),
      ("clerk lock wang", "clerk.unknown"), ("clerk role wang clerk", "clerk.unknown"),
      ("clerk reset wang --password-file \(password)", "clerk.unknown"),
      ("clerk lock", "start.usage"), ("clerk list li", "start.usage"),
    ]
    for (words, expected) in cases { #expect(reason(try await run(kiosk, words)) == expected, "\(words)") }
    let clerks = try await run(kiosk, "clerk list").json["clerks"].elements
    #expect(clerks.map { $0["name"].text } == ["li"])
    #expect(clerks[0].names == ["displayName", "locked", "madeAt", "name", "role", "wrongTries"])
    await kiosk.stop()
  }

  @Test("--clerk signs in for the one command, with a password that is right, and out again")
  func actingAs() async throws {
    let kiosk = try await SignInTests.kiosk(["boss": "administrator", "li": "clerk"])
    let own = "--password-file \(kiosk.folder.file("password"))"
    let wrong = try kiosk.folder.write("not the one\n", to: "wrong")
    #expect(try await run(kiosk, "clerk list --clerk boss \(own)").json["clerks"].elements.count == 2)
    #expect(reason(try await run(kiosk, "clerk list --clerk li \(own)")) == "rights.denied")
    let refused = try await run(kiosk, "clerk list --clerk boss --password-file \(wrong)")
    #expect(reason(refused) == "clerk.signInRefused" && refused.status == 1)
    #expect(reason(try await run(kiosk, "status --clerk boss")) == "clerk.passwordMissing")
    let new = try kiosk.folder.write("another sentence\n", to: "new")
    let added = try await run(
      kiosk,
      "clerk add zhao --role checker --name 赵六 --windows test-window,other --clerk boss \(own)"
        + " --new-password-file \(new)")
    #expect(added.status == 0)
    #expect(try await run(kiosk, "status --clerk zhao --password-file \(new)").status == 0)
    let changed = try await run(kiosk, "clerk password --clerk li \(own) --new-password-file \(new)")
    #expect(changed.status == 0)
    #expect(try await run(kiosk, "status --clerk li --password-file \(new)").status == 0)
    let lines = try await run(kiosk, "audit list --limit 200").json["lines"].elements
    let said = lines.map { "\($0["actor"].text ?? "") \($0["act"].text ?? "") \($0["outcome"].text ?? "")" }
    for line in [
      "clerk:boss clerk.keep added checker", "clerk:boss clerk.signIn admitted",
      "clerk:boss clerk.signIn signedOut", "clerk:li clerk.password passwordChanged",
      "clerk:li clerk.signIn admitted",
    ] { #expect(said.contains(line), "\(line)") }
    await kiosk.stop()
  }

  @Test("an account is good at its own windows only")
  func otherWindow() async throws {
    let kiosk = try await SignInTests.kiosk([:])
    let file = "--password-file \(kiosk.folder.file("password"))"
    #expect(try await run(kiosk, "clerk add li --role clerk --windows elsewhere \(file)").status == 0)
    #expect(reason(try await run(kiosk, "status --clerk li \(file)")) == "clerk.otherWindow")
    await kiosk.stop()
  }

  /// Types a line at the prompt of a program on a terminal of its own; prints what the terminal showed, and the status.
  private static let typist = """
    import os, pty, sys
    pid, terminal = pty.fork()
    if pid == 0: os.execv(sys.argv[2], sys.argv[2:])
    shown = b""
    def more():
        try: return os.read(terminal, 65536)
        except OSError: return b""
    while b": " not in shown: shown += more()
    os.write(terminal, sys.argv[1].encode() + b"\\n")
    while piece := more(): shown += piece
    print(shown.decode().replace("\\r", ""), "status", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """

  @Test("a password is typed unseen at the terminal, and Ctrl-C there gives up")
  func terminal() async throws {
    let kiosk = try await SignInTests.kiosk(["boss": "administrator"])
    let command = [
      Programs.path("idkiosk"), "clerk", "list", "--clerk", "boss", "--runtime-dir", kiosk.folder.path,
    ]
    for (typed, end) in [
      // A slip, taken back with the key for that.
      (SignInTests.password + "字\u{7F}", "status 0"), ("wrong", "status 1"), ("half\u{3}", "status 1"),
    ] {
      let typist = try RunningProgram("/usr/bin/python3", ["-c", Self.typist, typed] + command)
      #expect(await typist.wait() == 0)
      let shown = typist.output.joined(separator: "\n")
      #expect(shown.contains("boss 的密码") && shown.hasSuffix(end), "\(shown)")
      #expect(!shown.contains(SignInTests.password) && !shown.contains("half"))
      #expect(shown.contains("boss  boss  administrator") == (end == "status 0"))
    }
    await kiosk.stop()
  }

  @Test("a setting holds at once, over a restart, and until it is taken back; all who watch are told")
  func settings() async throws {
    let kiosk = try await SignInTests.kiosk([:])
    let watcher = try await kiosk.watch()
    let set = try await run(kiosk, "window set window.name 浦江窗口 3")
    #expect(value(set, "window.name")["value"].text == "浦江窗口 3")
    let told = try await watcher.line { $0["method"].text == "window.changed" }["params"]
    #expect(told["key"].text == "window.name" && told["value"].text == "浦江窗口 3")
    #expect(try await run(kiosk, "status").json["window"]["name"].text == "浦江窗口 3")
    await kiosk.counterDaemon.stop()
    let again = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
    _ = try await again.errorLine { $0.hasSuffix(": ready") }
    #expect(try await run(kiosk, "status").json["window"]["name"].text == "浦江窗口 3")
    let back = try await run(kiosk, "window set window.name")
    #expect(value(back, "window.name")["value"].text == "test-window")
    let lines = try await run(kiosk, "audit list --limit 3").json["lines"].elements
    #expect(lines.map { $0["outcome"].text } == [nil, "takenBack", "set 浦江窗口 3"])
    await again.stop()
    await kiosk.stop()
  }

  @Test("a setting that does not exist, does not fit or stands in the configuration file is refused")
  func refusedSettings() async throws {
    let kiosk = try await SignInTests.kiosk([:], configuration: "clerk.idleSeconds = 30\n")
    #expect(reason(try await run(kiosk, "window set window.colour red")) == "setting.unknown")
    #expect(reason(try await run(kiosk, "window set window.id other")) == "setting.unknown")
    #expect(reason(try await run(kiosk, "window set clerk.wrongTries 0")) == "setting.badValue")
    #expect(reason(try await run(kiosk, "window set clerk.idleSeconds 60")) == "setting.fixed")
    let shown = try await run(kiosk, "window show")
    #expect(value(shown, "clerk.idleSeconds")["fixed"].flag == true)
    #expect(value(shown, "clerk.idleSeconds")["value"].text == "30")
    #expect(value(shown, "clerk.wrongTries")["value"].text == "5")
    #expect(shown.json["id"].text == "test-window")
    await kiosk.stop()
  }

  private func value(_ answer: Kiosk.Answer, _ key: String) -> JSONValue {
    answer.json["settings"].elements.first { $0["key"].text == key } ?? JSONValue("")
  }
}
