import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Typing documents in", .timeLimit(.minutes(2)))
struct TypedDocumentTests {
  private static let zone =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n"
  private let person = SyntheticPeople(seed: 22).citizen(3)

  /// A window that takes typed documents, with a checker and a clerk.
  private func kiosk() async throws -> Kiosk {
    try await SignInTests.kiosk(
      ["wang": "checker", "li": "clerk"], configuration: "window.typedDocuments = on\n")
  }

  /// Runs `idkiosk person add` as a clerk, with `input` typed in.
  private func add(
    _ kiosk: Kiosk, as clerk: String = "wang", _ options: [String], _ input: String, isJSON: Bool = true
  ) async throws -> Kiosk.Answer {
    let file = try kiosk.folder.write(input, to: "typed")
    let words =
      ["person", "add", "--clerk", clerk, "--password-file", kiosk.folder.file("password")]
      + options + ["--runtime-dir", kiosk.folder.path] + (isJSON ? ["--json"] : [])
    let quoted = ([Programs.path("idkiosk")] + words).map { "'\($0)'" }.joined(separator: " ")
    let program = try RunningProgram("/bin/sh", ["-c", "\(quoted) < '\(file)'"])
    let status = await program.wait()
    return Kiosk.Answer(
      status: status, output: program.output.joined(separator: "\n"),
      errors: program.errors.joined(separator: "\n"))
  }

  @Test("a checker files what was typed, by the rules of filing, and is named beside it")
  func files() async throws {
    let kiosk = try await kiosk()
    let lines = """
      number = 0000 0000
      name = \(person.name)
      sex = 女
      birthDate = 1990.3.7
      """
    let options = ["--kind", "taiwanCompatriotPermit"]
    let compared = try await add(kiosk, options + ["--compare"], lines)
    #expect(compared.json["outcome"].text == "filed", "\(compared.errors)")
    let said = try await add(kiosk, options + ["--compare"], lines, isJSON: false)
    #expect(said.output.contains("尚未建档") && !said.output.contains("变化"), "\(said.output)")
    let first = try await add(kiosk, options, lines)
    #expect(first.status == 0 && first.json["filing"]["outcome"].text == "filed", "\(first.errors)")
    #expect(first.json["findings"].elements.map { $0["code"].text } == ["typedIn"])
    let id = try #require(first.json["filing"]["person"].text)
    #expect(try await add(kiosk, options, lines).json["filing"]["outcome"].text == "unchanged")
    let other = lines.replacingOccurrences(of: "1990", with: "1991")
    let conflict = try await add(kiosk, options, other)
    #expect(conflict.status == 2 && conflict.json["filing"]["outcome"].text == "conflict")
    let shown = try await kiosk.client("person", "show", id, "--json")
    let current = shown.json["current"]
    #expect(current["clerk"].text == "wang" && current["reader"]["link"].text == "typed")
    #expect(current["document"]["number"].text == "00000000")
    #expect(current["document"]["birthDate"].text == "1990-03-07")
    #expect(shown.json["portrait"]["state"].text == "absent")
    let seen = try await kiosk.client("person", "see", id, "--json")
    #expect(seen.json["typed"].flag == true && seen.json["portrait"].text == "absent")
    let trail = try await kiosk.client("audit", "list", "--json")
    let typed = trail.json["lines"].elements.filter { $0["act"].text == "document.type" }
    #expect(typed.map { $0["outcome"].text } == ["conflict", "unchanged", "filed"])
    #expect(typed.allSatisfy { $0["actor"].text == "clerk:wang" && $0["whom"].text?.count == 64 })
    await kiosk.stop()
  }

  @Test("a scanned zone fills the document, and what is typed after it adds to it")
  func zone() async throws {
    let kiosk = try await kiosk()
    let typed = try await add(kiosk, ["--mrz"], Self.zone + "\nauthority = \(person.name)\n")
    #expect(typed.status == 0, "\(typed.errors)")
    #expect(typed.json["filing"]["outcome"].text == "filed")
    #expect(
      typed.json["findings"].elements.map { $0["code"].text } == ["typedIn", "codeUnknown", "expired"])
    let id = try #require(typed.json["filing"]["person"].text)
    let document = try await kiosk.client("person", "show", id, "--json").json["current"]["document"]
    #expect(document["number"].text == "L898902C3" && document["authority"].text == person.name)
    #expect(document["englishName"].text == "ERIKSSON, ANNA MARIA")
    let list = try await kiosk.client("person", "list")
    #expect(!list.output.contains("L898902C3") && !list.output.contains("ERIKSSON"))
    let nonsense = try await add(kiosk, ["--mrz"], "P<UTO\n\n")
    #expect(nonsense.status != 0)
    #expect(nonsense.json["error"]["reason"].text == "document.zoneUnreadable")
    await kiosk.stop()
  }

  @Test("nobody else types in, no card's document is typed in, and a number may be checked by anybody")
  func refused() async throws {
    let kiosk = try await kiosk()
    let number = "number = 00000000\n"
    let options = ["--kind", "taiwanCompatriotPermit"]
    let clerk = try await add(kiosk, as: "li", options, number)
    #expect(clerk.json["error"]["reason"].text == "rights.denied")
    let card = try await add(kiosk, ["--kind", "residentIdentityCard"], "number = \(person.number)\n")
    #expect(card.json["error"]["reason"].text == "document.notTyped")
    let blank = try await add(kiosk, options, "name = \(person.name)\n")
    #expect(blank.json["error"]["reason"].text == "document.numberBlank")
    #expect(try await add(kiosk, options, "height = 170\n").status == 64)
    #expect(try await kiosk.client("person", "list", "--json").json["total"].number == 0)
    let client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
    let check = try await client.call(
      2, "document.check", #"{"kind":"hkMacaoReturnPermit","number":"X"}"#)["result"]
    #expect(check["state"].text == "wrong" && check["fault"]["code"].text == "characterUnexpected")
    await kiosk.stop()
  }

  @Test("where a second checker is asked for, what one typed is on file once another has confirmed it")
  func secondChecker() async throws {
    let kiosk = try await SignInTests.kiosk(
      ["wang": "checker", "zhao": "checker", "li": "clerk"],
      configuration: "window.typedDocuments = on\nwindow.secondChecker = on\n")
    let password = ["--password-file", kiosk.folder.file("password"), "--json"]
    func confirm(as clerk: String, _ words: String...) async throws -> Kiosk.Answer {
      try await Kiosk.client(
        ["person", "confirm"] + words + ["--clerk", clerk] + password, in: kiosk.folder)
    }
    let options = ["--kind", "taiwanCompatriotPermit"]
    let lines = "number = 00000000\nname = \(person.name)\nsex = 女\nbirthDate = 1990-03-07\n"
    for _ in 0..<2 {
      let typed = try await add(kiosk, options, lines)
      #expect(typed.status == 0 && typed.json["filing"]["outcome"].text == "queued", "\(typed.errors)")
      #expect(typed.json["filing"]["awaits"].text == "secondChecker")
    }
    #expect(try await kiosk.client("person", "list", "--json").json["total"].number == 0)
    #expect(try await confirm(as: "li").json["error"]["reason"].text == "rights.denied")
    let list = try await confirm(as: "zhao")
    #expect(list.json["total"].number == 2 && !list.output.contains(person.name), "\(list.errors)")
    let waiting = list.json["documents"].elements
    #expect(waiting.allSatisfy { $0["clerk"].text == "wang" && $0["own"].flag == false })
    #expect(try await confirm(as: "wang").json["documents"].elements.allSatisfy { $0["own"].flag == true })
    let sessions = waiting.compactMap { $0["session"].text }
    try #require(sessions.count == 2)
    let shown = try await confirm(as: "zhao", sessions[0])
    #expect(shown.json["document"]["name"].text == person.name && shown.json["outcome"].text == "filed")
    let own = try await confirm(as: "wang", sessions[0], "--right")
    #expect(own.json["error"]["reason"].text == "document.sameChecker")
    let filed = try await confirm(as: "zhao", sessions[0], "--right")
    #expect(filed.json["filing"]["outcome"].text == "filed", "\(filed.errors)")
    #expect(try await confirm(as: "zhao", sessions[1], "--right", "--wrong").status == 64)
    let thrown = try await confirm(as: "wang", sessions[1], "--wrong")
    #expect(thrown.status == 0 && thrown.json["filing"].exists == false)
    let again = try await confirm(as: "zhao", sessions[1], "--right")
    #expect(again.json["error"]["reason"].text == "document.notWaiting")
    let id = try #require(filed.json["filing"]["person"].text)
    let history = try await kiosk.client("person", "history", id, "--json").json
    #expect(history["versions"].elements.map { $0["clerk"].text } == ["wang"])
    #expect(history["versions"].elements.map { $0["secondChecker"].text } == ["zhao"])
    #expect(history["readings"].elements.map { $0["secondChecker"].text } == ["zhao"])
    await kiosk.stop()
  }

  @Test("at a window without that right a checker types nothing in")
  func elsewhere() async throws {
    let kiosk = try await SignInTests.kiosk(["wang": "checker"])
    let refused = try await add(kiosk, ["--kind", "foreignPassport"], "number = L898902C3\n")
    #expect(refused.json["error"]["reason"].text == "rights.denied")
    await kiosk.stop()
  }
}
