import TestSupport
import Testing

@Suite("The page of a window whose centre is away, in a real browser", .timeLimit(.minutes(5)))
struct AwayPageTests {
  @Test("a clerk who was there lately signs in, after a wrong password too, and reads and keeps a card")
  func signingIn() async throws {
    let server = try await PostgreSQLServer()
    try await PageWindow.with(centre: try await server.makeSchema()) { window in
      let browser = window.browser
      try await window.addClerk()
      try await browser.open(window.address + "/")
      try await window.signIn()
      try await window.isWaiting()
      try await browser.press("ALT+q")
      try await browser.until("document.querySelector('#sign-in-name')")
      await server.kill()
      try await window.signIn(password: "not it")
      try await browser.until("document.querySelector('.problem')?.textContent.includes('clerk.signInAway')")
      try await browser.press(PageWindow.password, "ENTER")
      try await window.isWaiting()
      try await window.show("citizen-ordinary", outcome: "queued")
      try await browser.press("ENTER")
      try await window.isSaid(outcome: "queued")
      let outbox = try await Kiosk.client(["archive", "outbox", "--json"], in: window.folder)
      #expect(outbox.json["waiting"]["count"].number == 1, "\(outbox.output)")
      for banner in ["archive", "waiting"] {
        try await browser.until("document.querySelector('[data-banner=\(banner)]')")
      }
    }
  }
}
