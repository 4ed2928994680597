import CounterRules
import IdentityDocuments
import KioskProtocol
import TestSupport
import Testing

@Suite("What the page knows by heart", .timeLimit(.minutes(15)))
struct PageTablesTests {
  @Test(
    "ethnic groups are those of the documents; every setting, act and role of the counter has its words in both languages"
  )
  func tables() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.open(window.address + "/self.html")
      let groups = try await browser.run("return (await import('/ethnic-groups.js')).ethnicGroups")
      #expect(groups.names == EthnicGroups.names.keys.sorted())
      for (code, name) in EthnicGroups.names { #expect(groups[code].text == name) }
      let texts = try await browser.run("return (await import('/texts.js')).texts")
      var keys = WindowSetting.allCases.map { "settings.key.\($0.rawValue)" }
      for case .words(let words) in WindowSetting.allCases.map(\.form) {
        keys += words.map { "settings.word.\($0)" }
      }
      // What is noted in the audit trail; looking at the window and at the page itself is not.
      keys += Act.allCases.filter { $0 != .seeWindow }.map { "act.\($0.rawValue)" }
      keys += Role.allCases.map { "settings.role.\($0.rawValue)" }
      for key in keys {
        #expect(texts[key][0].text?.isEmpty == false && texts[key][1].text?.isEmpty == false, "\(key)")
      }
    }
  }
}
