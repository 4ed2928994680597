import TestSupport
import Testing

@Suite("Options in the manual pages")
struct ManPageOptionTests {
  private static let batchCommands = [
    "open", "run", "list", "show", "pause", "resume", "close", "remove", "renew-code", "export",
  ].map { "batch " + $0 }

  @Test(
    "every option that a program offers has its page's words",
    arguments: ManPageTests.pages)
  func options(page: String) async throws {
    let program = String(page.prefix { $0 != "." })
    let commands =
      program == "idkiosk"
      ? [
        "read", "done", "watch", "readers", "readers record", "readers accept", "readers reset",
        "driver check", "status",
        "person see", "person show",
        "person history", "person list", "person search", "person add", "roster find",
        "person erase", "person confirm", "person resolve", "person link", "person unlink", "person export",
        "clerk add", "clerk list", "clerk lock", "clerk unlock", "clerk reset", "clerk role",
        "clerk windows",
        "clerk password", "window show", "window set", "audit list", "phone show", "phone bind",
        "phone change", "phone release", "sms queue", "sms test",
        "archive rotate-key", "archive check", "archive backup", "archive restore",
        "archive decode-portraits",
        "archive migrate", "archive init", "audit verify", "window enrol",
      ] + Self.batchCommands : [""]
    let text = try await ManPageTests.shown(page).output.joined(separator: "\n")
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      let help = try await Tool.run(Programs.path(program), words + ["--help"])
      #expect(help.status == 0)
      let offered = Set(
        help.said.joined(separator: "\n").matches(of: #/--[a-z][a-z-]*/#).map { String($0.output) })
      #expect(!offered.isEmpty, "\(program) \(command) --help")
      for option in offered { #expect(text.contains(option), "\(option) of \(program) \(command)") }
      #expect(command.isEmpty || text.contains(command))
    }
  }
}
