import TestSupport
import Testing

@Suite("How the page looks", .timeLimit(.minutes(15)))
struct LooksTests {
  @Test(
    "in every state, size, language and scheme nothing is cut, everything can be read, every control has a name"
  )
  func clerk() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let album = try Album(window)
      try await browser.before(Self.heldBack)
      try await window.addClerk()
      try await browser.open(window.address + "/")
      try await browser.until("document.querySelector('#sign-in-name')")
      try await album.look(at: "sign-in")
      try await window.signIn()
      try await window.isWaiting()
      try await album.look(at: "read-waiting", everySize: true)
      try await readings(album)
      try await troubles(album)
    }
  }

  private func readings(_ album: Album) async throws {
    let window = album.window
    let browser = window.browser
    let card = try MadeCards.write(MadeCards.citizen(), in: window.folder, as: "first")
    let renewed = try MadeCards.write(MadeCards.renewed(), in: window.folder, as: "renewed")
    let conflicting = try MadeCards.write(MadeCards.conflicting(), in: window.folder, as: "conflicting")
    let odd = try MadeCards.write(MadeCards.odd(), in: window.folder, as: "odd")
    try await browser.run("holding = true")
    try await window.lay(card)
    try await browser.until("document.querySelector('[data-phase=reading] .step-now')")
    try await album.look(at: "read-reading")
    try await browser.run("release()")
    try await window.isShown(outcome: "filed")
    try await album.look(at: "read-new")
    try await browser.press("ENTER")
    try await window.isSaid(outcome: "filed")
    try await browser.until("document.querySelector('.drawing-lift')")
    try await album.look(at: "read-filed")
    for (name, path, outcome) in [
      ("unchanged", card, "unchanged"), ("renewed", renewed, "renewed"), ("older", card, "older"),
      ("conflict", conflicting, "conflict"), ("findings", odd, "filed"),
      ("long-name", "citizen-long-fields", "filed"),
      ("long-english-name", "foreigner2023-long-name", "filed"),
      ("longest-english-name", "foreigner2017-long-name", "filed"),
    ] {
      try await window.show(path, outcome: outcome)
      try await album.look(at: "read-\(name)", everySize: ["renewed", "findings"].contains(name))
      guard name == "renewed" || name == "conflict" else { continue }
      try await browser.press("ENTER")
      try await window.isSaid(outcome: outcome)
    }
    try await browser.press("ESCAPE")
    try await browser.until("document.querySelector('.notice')")
    try await album.look(at: "read-cleared")
  }

  private func troubles(_ album: Album) async throws {
    let window = album.window
    let browser = window.browser
    try await window.reader.put("ordinary")
    try await browser.until("document.querySelector('[data-phase=failed]')")
    try await album.look(at: "read-failed")
    try await window.lift()
    try await browser.run(
      "release(); navigator.locks.request('idkiosk.cards', { steal: true }, () => new Promise(() => {})).catch(() => {}); 0"
    )
    try await browser.until("document.querySelector('[data-phase=elsewhere]')")
    try await album.look(at: "read-elsewhere")
    try await browser.press(" ")
    try await window.isWaiting()
    await window.reader.stop()
    try await browser.until(
      "document.querySelector('[data-phase=trouble] .code')?.textContent.includes('reader.none')")
    try await album.look(at: "read-no-reader")
    await window.kiosk.counterDaemon.stop()
    try await browser.until(
      "document.querySelector('[data-banner=offline]') && document.querySelector('[data-phase=offline]')")
    try await album.look(at: "offline")
  }

  @Test("the same for people without an account, and for a card without a portrait")
  func selfService() async throws {
    try await PageWindow.with(configuration: "window.id = test-window\n") { window in
      let album = try Album(window)
      try await window.openSelfService()
      try await album.look(at: "self-waiting")
      try await window.show("citizen-ordinary", outcome: "filed")
      try await album.look(at: "self-no-portrait")
      try await window.browser.press("ENTER")
      try await window.isSaid(outcome: "filed")
      try await album.look(at: "self-filed")
    }
  }

  /// Readings do not come before the test lets them, so that the steps can be looked at.
  private static let heldBack = """
    window.holding = false;
    let held = [];
    window.release = () => { holding = false; held.splice(0).forEach((go) => go()); };
    const plain = window.fetch.bind(window);
    window.fetch = async (where, options) => {
      const answer = await plain(where, options);
      if (window.holding && /card\\.(read|text)/.test(options?.body ?? "")) await new Promise((go) => held.push(go));
      return answer;
    };
    """
}
