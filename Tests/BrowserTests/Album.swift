import Foundation
import TestSupport
import Testing

/// Looks at a state of the page in every size, language and scheme; keeps pictures where the documentation is made anew.
struct Album {
  /// Sizes beside the common one: where the pictures are made and in the long run all, else the narrowest.
  private static let sizes =
    isKept || FullRun.isAsked
    ? [Browser.Size.common] + Browser.Size.others : [.common] + Browser.Size.others.suffix(1)
  static let isKept = ProcessInfo.processInfo.environment["IDKIOSK_UPDATE_DOCS"] == "1"
  let window: PageWindow
  private let audit: String

  init(_ window: PageWindow) throws {
    self.window = window
    audit = try String(contentsOfFile: Programs.repository + "/Tests/Browser/audit.js", encoding: .utf8)
    if Self.isKept {
      try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
    }
  }

  private static let folder = Programs.repository + "/docs/images"

  /// Expects nothing cut, nothing unreadable and no control without a name; `everySize` keeps a picture of each.
  func look(at state: String, everySize: Bool = false) async throws {
    let browser = window.browser
    for language in ["zh", "en"] {
      try await browser.run("(await import('/language.js')).switchLanguage(arguments[0])", language)
      for size in Self.sizes {
        try await browser.size(size)
        try await check(state, "\(size.name) \(language)")
        let isCommon = size.name == Browser.Size.common.name
        if isCommon, language == "zh" { try await keep(state) }
        if isCommon, language == "en", everySize { try await keep("\(state)-en") }
        if !isCommon, language == "zh", everySize { try await keep("\(state)-\(size.name)") }
      }
    }
    try await browser.run("(await import('/language.js')).switchLanguage('zh')")
    try await browser.size(.common, dark: true)
    try await check(state, "dark")
    if everySize { try await keep("\(state)-dark") }
    try await browser.size(.common)
  }

  private func check(_ state: String, _ how: String) async throws {
    let problems = try await window.browser.run(audit).elements.compactMap(\.text)
    #expect(problems.isEmpty, "\(state), \(how): \(problems)")
  }

  private func keep(_ name: String) async throws {
    if Self.isKept { try await window.browser.tell("shot", ["\(Self.folder)/\(name).png"]) }
  }
}
