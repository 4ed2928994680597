import Foundation
import TestSupport
import Testing

@Suite("Manual pages")
struct ManPageTests {
  static let pages = ["idkiosk.1", "idkioskd.8", "idkiosk-readerd.8", "idkiosk-portrait.8"]

  static func shown(_ page: String) async throws -> Tool {
    try await Tool.run(
      "/usr/bin/man", ["--warnings", "-l", RepositoryFile("docs/man/" + page).path],
      environment: ["LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANPAGER": "cat", "PAGER": "cat", "MANOPT": nil])
  }

  @Test("man shows each without a warning", arguments: pages)
  func warnings(page: String) async throws {
    let tool = try await Self.shown(page)
    #expect(tool.status == 0)
    #expect(tool.errors.isEmpty)
    #expect(tool.output.contains("NAME"))
    #expect(tool.output.contains("SEE ALSO"))
  }

  @Test("man would warn of a macro that does not exist")
  func warns() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(".TH X 8\n.SH NAME\nx \\- y\n.NOSUCH z\n", to: "x.8")
    let tool = try await Tool.run(
      "/usr/bin/man", ["--warnings", "-l", path], environment: ["LC_ALL": "C.UTF-8"])
    #expect(!tool.errors.isEmpty)
  }

  @Test("there is a page for every installed program, and no other")
  func complete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: RepositoryFile("docs/man").path)
    #expect(names.sorted() == Self.pages.sorted())
  }
}
