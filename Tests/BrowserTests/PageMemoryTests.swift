import Emulation
import TestSupport
import Testing

@Suite("A page that stays open for months", .timeLimit(.minutes(FullRun.isAsked ? 40 : 15)))
struct PageMemoryTests {
  /// What may come and go by itself; a person who stayed would be far more, each time.
  private static let allowance = (heap: 400_000, nodes: 60, listeners: 8)
  private static let cards = FullRun.isAsked ? 500 : 20

  @Test("holds after many cards what it held after ten: no node, no listener and no portrait more")
  func flat() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let people = SyntheticPeople(seed: 31)
      try await window.openAsClerk()
      var before: JSONValue?
      for index in 0..<Self.cards {
        let card = try MadeCards.write(people.citizen(index), in: window.folder, as: "card")
        try await window.file(card, expecting: "filed")
        if index == 9 { before = try await held(browser) }
      }
      let first = try #require(before)
      let last = try await held(browser)
      for (name, more) in [
        ("heap", Self.allowance.heap), ("nodes", Self.allowance.nodes),
        ("listeners", Self.allowance.listeners),
        ("documents", 0),
      ] {
        let (was, is_) = (try #require(first[name].number), try #require(last[name].number))
        #expect(is_ <= was + more, "\(name): \(was) after 10 cards, \(is_) after \(Self.cards)")
      }
      #expect(try await window.persons() == Self.cards)
    }
  }

  private func held(_ browser: Browser) async throws -> JSONValue {
    try await browser.until("document.querySelector('[data-phase=waiting] .drawing-lift')")
    return try await browser.tell("memory")
  }
}
