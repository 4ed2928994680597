import Foundation
import TestSupport
import Testing

@Suite("Other makers' clients", .timeLimit(.minutes(FullRun.isAsked ? 30 : 3)))
struct ClientProgramTests {
  private static let example = Programs.repository + "/docs/examples/read.py"
  /// The scenes that a quick run plays; a full one plays all.
  private static let scenes = [
    "card", "later", "removed", "restarted", "not-filed", "additions", "split", "joined",
  ]

  private static func check(_ scenes: [String], _ command: [String]) async throws -> (Int32, [String]) {
    let options = scenes.flatMap { ["--scene", $0] } + ["--programs", Programs.folder, "--pause", "0.3"]
    let checker = try RunningProgram(Programs.repository + "/Tools/check-client", options + ["--"] + command)
    checker.closeInput()
    let status = await checker.wait()
    return (status, checker.output + checker.errors)
  }

  @Test("the example client passes the checker")
  func example() async throws {
    let isFull = FullRun.isAsked
    let (status, lines) = try await Self.check(isFull ? [] : Self.scenes, [Self.example])
    #expect(status == 0, "\(lines.joined(separator: "\n"))")
    #expect(lines.last == "nothing wrong")
  }

  @Test("the example client files the card that lies there, and what it prints is what stands on it")
  func files() async throws {
    let window = try await PCSCWindow(card: "2")
    let program = try RunningProgram(
      Self.example, environment: ["IDKIOSK_RUNTIME_DIR": window.kiosk.folder.path])
    program.closeInput()
    #expect(await program.wait() == 0)
    #expect(program.output.last == "filing: filed")
    let read = try await window.read()
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 1)
    let number = try #require(read.json["document"]["number"].text)
    #expect(program.output.contains("number: \(number)"))
    await window.stop()
  }

  struct Mistake: CustomTestStringConvertible {
    var testDescription: String
    var scene = "card"
    /// What stands in the place of what in the example.
    var changes: [(String, String)]
    /// What the checker says.
    var verdict: String
  }

  private static let inOneCall = #"return counter.call("card.read", file=True, timeoutSeconds=60)"#
  /// Reads once and files what was read, also in a later try.
  private static let inTwoCalls = """
    read.kept = getattr(read, "kept", None) or counter.call("card.read", timeoutSeconds=60)
                read.kept["filing"] = counter.call("card.file", session=read.kept["session"])
                return read.kept
    """

  static let mistakes = [
    Mistake(
      testDescription: "no hello",
      changes: [(#"self.call("hello", client="read.py", protocol=[1, 1])"#, "pass")],
      verdict: "before hello"),
    Mistake(
      testDescription: "a parameter of a wrong type",
      changes: [("timeoutSeconds=60", #"timeoutSeconds="60""#)],
      verdict: "params.timeoutSeconds must be: number"),
    Mistake(
      testDescription: "success is told although nothing was filed", scene: "not-filed",
      changes: [("in DONE else 2", "in DONE else 0")], verdict: "as if all were well"),
    Mistake(
      testDescription: "what cannot help is tried again", scene: "refused",
      changes: [("if not failure.retry:", "if False:")], verdict: "although its failure said"),
    Mistake(
      testDescription: "each recv is taken for a line", scene: "split",
      changes: [("(line := self.lines.readline())", "(line := self.socket.recv(1 << 20))")],
      verdict: "nothing was filed"),
    Mistake(
      testDescription: "a notification is taken for the answer", scene: "additions",
      changes: [
        (#"message.get("id") == self.last_id and "error""#, #""result" not in message and "method""#)
      ],
      verdict: "nothing was filed"),
    Mistake(
      testDescription: "an ended session is filed again", scene: "swapped",
      changes: [(inOneCall, inTwoCalls), ("if not failure.retry:", "if False:")],
      verdict: "card.file for a session of which it knows that it has ended"),
  ]

  @Test(
    "a client that reads first and files afterwards passes as well, also when the card is swapped between")
  func twoCalls() async throws {
    let folder = try ScratchFolder()
    let example = try String(contentsOfFile: Self.example, encoding: .utf8)
    let client = try folder.write(
      example.replacingOccurrences(of: Self.inOneCall, with: Self.inTwoCalls), to: "client.py")
    let (status, lines) = try await Self.check(["card", "swapped"], ["python3", client])
    #expect(status == 0, "\(lines.joined(separator: "\n"))")
    #expect(lines.contains { $0.contains("nothing was filed (session.ended)") })
  }

  @Test("the checker finds what a client does wrong, and says where", arguments: mistakes)
  func mistake(mistake: Mistake) async throws {
    let folder = try ScratchFolder()
    let right = try String(contentsOfFile: Self.example, encoding: .utf8)
    let wrong = mistake.changes.reduce(right) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    #expect(wrong != right)
    let client = try folder.write(wrong, to: "client.py")
    let (status, lines) = try await Self.check([mistake.scene], ["python3", client])
    #expect(status == 1)
    #expect(
      lines.contains { $0.contains(" wrong ") && $0.contains(mistake.verdict) },
      "\(lines.joined(separator: "\n"))")
  }
}
