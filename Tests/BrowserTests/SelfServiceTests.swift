import TestSupport
import Testing

/// Makes the page keep count of its sounds, and lets a test move its clock ahead.
let watchful = """
  window.heardSounds = [];
  document.addEventListener("idkiosk:sound", (event) => heardSounds.push(event.detail));
  const steady = performance.now.bind(performance);
  window.ahead = 0;
  performance.now = () => steady() + window.ahead;
  """

@Suite("Reading a card without an account, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct SelfServiceTests {
  @Test("a card is read and filed by one key, and nothing of the person is left in the page")
  func filed() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(watchful)
      try await window.openSelfService()
      try await window.show("citizen-ordinary", outcome: "filed")
      let document = try PageWindow.expected("citizen-ordinary")["document"]
      let name = try #require(document["name"].text)
      let number = try #require(document["number"].text)
      let shown = try await browser.text()
      #expect(shown.contains(name))
      #expect(
        try await browser.run("return document.querySelector('.value-number').textContent").text == number)
      #expect(try await browser.run("return heardSounds").elements.compactMap(\.text) == ["read"])
      #expect(try await browser.run("return document.querySelector('canvas').width").number == 102)

      try await browser.press("ENTER")
      try await window.isSaid(outcome: "filed")
      #expect(try await window.persons() == 1)
      #expect(try await browser.run("return heardSounds").elements.compactMap(\.text) == ["read", "filed"])
      let left = try await browser.run(Self.everythingLeft).text ?? name
      #expect(!left.contains(name) && !left.contains(number), "\(left)")
      #expect(try await browser.run("return document.querySelectorAll('canvas, img').length").number == 0)
      #expect(
        try await browser.run(
          "return performance.getEntriesByType('resource').filter((e) => e.name.startsWith('blob:')).length"
        ).number == 0)
    }
  }

  @Test("Escape, Space, another card and an unplugged reader file nothing, and clear the page")
  func nothingFiled() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openSelfService()
      let name = try #require(PageWindow.expected("citizen-ordinary")["document"]["name"].text)
      for key in ["ESCAPE", " "] {
        try await window.show("citizen-ordinary", outcome: "filed")
        try await browser.press(key)
        // The card lies there still and is not read again by itself.
        try await browser.until("document.querySelector('[data-phase=waiting] .drawing-lift')")
        #expect(!(try await browser.text()).contains(name))
        try await window.reader.lift()
        try await browser.until("document.querySelector('[data-phase=waiting] .drawing-waiting')")
      }
      try await window.show("citizen-ordinary", outcome: "filed")
      try await window.lay("citizen-long-term")
      let other = try #require(PageWindow.expected("citizen-long-term")["document"]["name"].text)
      try await browser.until("document.querySelector('.value-name')?.textContent === '\(other)'")
      try await window.isShown(outcome: "filed")
      #expect(!(try await browser.text()).contains(name))
      await window.reader.stop()
      try await browser.until("document.querySelector('[data-phase=trouble]')")
      #expect(try await browser.text().contains("reader.none"))
      #expect(!(try await browser.text()).contains(other))
      #expect(try await window.persons() == 0)
    }
  }

  @Test("the page clears itself a minute after the last hand, and says so before")
  func cleared() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(watchful)
      try await window.openSelfService()
      try await window.show("citizen-ordinary", outcome: "filed")
      // The minute begins anew when the card is lifted.
      try await browser.run("ahead += 45000")
      try await window.reader.lift()
      try await browser.until("document.querySelector('[data-card=lifted]')")
      try await browser.run("ahead += 30000; await new Promise((after) => setTimeout(after, 1100))")
      #expect(try await browser.run("return document.querySelectorAll('.value-name').length").number == 1)
      try await browser.run("ahead += 20000")
      try await browser.until("document.querySelector('[data-banner=self]')")
      // A hand on the page: it stays.
      try await browser.press("SHIFT")
      try await browser.until("!document.querySelector('[data-banner=self]')")
      #expect(try await browser.run("return document.querySelectorAll('.value-name').length").number == 1)
      try await browser.run("ahead += 61000")
      try await browser.until("!document.querySelector('.value-name') && document.querySelector('.notice')")
      #expect(try await window.persons() == 0)
    }
  }

  @Test("answers that come late stand beside nobody else's name")
  func lateAnswers() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(Self.heldBack)
      try await window.openSelfService()
      try await window.lay("citizen-ordinary")
      // The first person's portrait is held back, and what the archive says of the first person.
      try await browser.until("window.held.length === 2")
      try await window.lay("citizen-long-term")
      let other = try #require(PageWindow.expected("citizen-long-term")["document"]["name"].text)
      try await browser.until("document.querySelector('.value-name')?.textContent === '\(other)'")
      try await window.isShown(outcome: "filed")
      let before = try await browser.run("return document.querySelector('canvas').toDataURL()").text
      try await browser.run(
        "held.splice(0).forEach((go) => go()); await new Promise((r) => setTimeout(r, 200))")
      #expect(try await browser.run("return document.querySelector('canvas').toDataURL()").text == before)
      #expect(
        try await browser.run("return document.querySelector('.verdict').dataset.outcome").text == "filed")
      #expect(try await browser.run("return document.querySelectorAll('canvas').length").number == 1)
    }
  }

  /// Everything that the page and the browser's stores for it hold as text.
  private static let everythingLeft = """
    const databases = await indexedDB.databases();
    return JSON.stringify([document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, location.href,
      document.title, await caches.keys(), databases, history.length, history.state]);
    """

  /// The first portrait's pixels and the first comparison wait until the test lets them go.
  private static let heldBack = """
    window.held = [];
    const bitmap = window.createImageBitmap.bind(window);
    let isFirst = true;
    window.createImageBitmap = async (...with_) => {
      const picture = await bitmap(...with_);
      if (isFirst) { isFirst = false; await new Promise((go) => held.push(go)); }
      return picture;
    };
    const plain = window.fetch.bind(window);
    let isFirstComparison = true;
    window.fetch = async (where, options) => {
      const answer = await plain(where, options);
      if (isFirstComparison && options?.body?.includes("card.compare")) {
        isFirstComparison = false;
        await answer.clone().text();
        await new Promise((go) => held.push(go));
        return new Response('{"jsonrpc":"2.0","id":1,"result":{"outcome":"conflict","changed":["sex"],"findings":[]}}');
      }
      return answer;
    };
    """
}
