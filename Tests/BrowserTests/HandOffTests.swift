import Foundation
import TestSupport
import Testing

@Suite("A portal's page that has a card read, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct HandOffTests {
  @Test(
    "sends its user here, who files by one key, is back with a proven statement, and leaves nothing behind")
  func done() async throws {
    try await PortalSite.with { site, window in
      let browser = window.browser
      try await site.open(window)
      try await site.follow(window)
      try await window.isWaiting()
      let over = try await browser.run("return document.querySelector('.handoff-for').innerText").text ?? ""
      #expect(over.contains("为 建管平台 读卡") && over.contains(site.origin), "\(over)")
      try await window.show("citizen-ordinary", outcome: "filed")
      let name = try #require(PageWindow.expected("citizen-ordinary")["document"]["name"].text)
      let shown = try await browser.text()
      #expect(shown.contains(name) && shown.contains("完成并返回") && shown.contains("取消"))
      try await browser.press("ENTER")
      let statement = try await site.isBack(window, "done")
      #expect(try await window.persons() == 1)
      #expect(!(try await browser.text()).contains(name))
      // The session ended before the page was left.
      let readers = try await window.kiosk.client("readers", "--json")
      #expect(readers.json["readers"].elements.allSatisfy { !$0["session"].exists }, "\(readers.output)")
      let key = try window.folder.write(
        try await window.kiosk.client("window", "key").output + "\n", to: "window.pem")
      let example = try RunningProgram(
        "/usr/bin/python3",
        [Programs.repository + "/docs/examples/handoff.py", key, site.origin, "n0123456789abcdef"])
      example.write(statement)
      example.closeInput()
      #expect(await example.wait() == 0, "\(example.errors)")
      #expect(JSONValue(example.output.joined())["sub"].exists)
      // The portal's server asks with it: once, and with nothing that somebody changed on the way.
      try await window.addClerk("city", role: "portal")
      let server = try WireClient(window.folder.file("counter.sock"))
      try await server.hello()
      _ = try await server.call(
        2, "clerk.signIn", #"{"name":"city","password":"\#(PageWindow.password)"}"#)
      let forged = statement.dropLast(2) + (statement.hasSuffix("AA") ? "BA" : "AA")
      let answers = [
        try await server.call(3, "handoff.person", #"{"statement":"\#(forged)"}"#),
        try await server.call(4, "handoff.person", #"{"statement":"\#(statement)"}"#),
        try await server.call(5, "handoff.person", #"{"statement":"\#(statement)"}"#),
      ]
      #expect(
        answers.map { $0["error"]["data"]["reason"].text } == ["handoff.forged", nil, "handoff.replayed"])
      #expect(answers[1]["result"]["numberMasked"].text?.contains("*") == true)
      // Back leads to where the user came from, and not to a card page.
      _ = try await browser.run("history.back()")
      try await browser.until("location.search.startsWith('?port=')")
    }
  }

  @Test("gets its user back with a word about it who cancels, before and after the card was read")
  func cancelled() async throws {
    try await PortalSite.with { site, window in
      try await site.open(window)
      try await site.follow(window)
      try await window.isWaiting()
      try await window.browser.press("ESCAPE")
      let first = try await site.isBack(window, "cancelled")
      // Each visit has a nonce of its own: two that end within a second would have the same statement.
      try await site.open(window, "&nonce=n0123456789abcdee")
      try await site.follow(window)
      try await window.show("citizen-ordinary", outcome: "filed")
      try await window.browser.press("ESCAPE")
      #expect(try await site.isBack(window, "cancelled") != first)
      #expect(try await window.persons() == 0)
    }
  }

  @Test("gets its user back who does nothing, and what was read is neither filed nor left on the screen")
  func timedOut() async throws {
    try await PortalSite.with { site, window in
      let browser = window.browser
      try await browser.before(watchful)
      try await site.open(window)
      try await site.follow(window)
      try await window.isWaiting()
      try await browser.run("ahead += 110000")
      try await browser.until("document.querySelector('[data-banner=handoff]')")
      // A hand on the page: it stays.
      try await browser.press("SHIFT")
      try await browser.until("!document.querySelector('[data-banner=handoff]')")
      try await browser.run("ahead += 121000")
      _ = try await site.isBack(window, "timedOut")
      try await site.open(window)
      try await site.follow(window)
      try await window.show("citizen-ordinary", outcome: "filed")
      try await browser.run("ahead += 61000")
      _ = try await site.isBack(window, "timedOut")
      #expect(try await window.persons() == 0)
    }
  }

  @Test("of an origin that is not configured gets nothing, however it hides whence it comes")
  func foreign() async throws {
    try await PortalSite.with { site, window in
      let browser = window.browser
      // It says whence it comes: the page is not even given out.
      try await site.open(window, host: "localhost")
      try await site.follow(window)
      #expect(try await browser.text().contains("only the clerk page"))
      // It hides that, and asks for itself.
      try await site.open(window, host: "localhost", "&silent=1")
      try await site.follow(window)
      try await browser.until("document.querySelector('[data-phase=failed] .code')")
      #expect(try await browser.text().contains("handoff.originUnknown"))
      try await window.lay("citizen-ordinary")
      // A portal whose link leads elsewhere, and one without a nonce.
      for (more, reason) in [
        ("&return=https%3A%2F%2Fevil.example%2F", "handoff.originUnknown"),
        ("&return=\(site.origin).evil.example%2F", "handoff.originUnknown"),
        ("&nonce=short", "handoff.linkInvalid"),
      ] {
        try await site.open(window, more)
        try await site.follow(window)
        try await browser.until("document.querySelector('[data-phase=failed] .code')")
        #expect(try await browser.text().contains(reason), "\(more)")
        // No key leads anywhere, and no card is read.
        try await browser.press("ENTER", "ESCAPE", " ")
        #expect(try await browser.run("return location.pathname").text == "/handoff.html")
      }
      #expect(try await window.persons() == 0)
      // The card that lies there is read by nobody but a portal's page.
      try await site.open(window)
      try await site.follow(window)
      try await window.isShown(outcome: "filed")
    }
  }

  @Test(
    "opens the page of the clerk who signed in in its tab, and of nobody else where self-service is closed")
  func clerk() async throws {
    try await PortalSite.with(Kiosk.standInPortraits + "window.selfService = none\n") { site, window in
      let browser = window.browser
      try await site.open(window)
      try await site.follow(window)
      try await browser.until("document.querySelector('#sign-in-name')")
      try await window.addClerk()
      try await browser.until("document.activeElement?.id === 'sign-in-name'")
      try await window.signIn()
      try await window.isWaiting()
      #expect(try await browser.text().contains("为 建管平台 读卡"))
      try await window.show("citizen-ordinary", outcome: "filed")
      try await browser.press("ENTER")
      _ = try await site.isBack(window, "done")
      // The next one of the same tab.
      try await site.open(window)
      try await site.follow(window)
      try await window.isWaiting()
      try await browser.press("ESCAPE")
      _ = try await site.isBack(window, "cancelled")
      let trail = try await window.kiosk.client("audit", "list", "--json", "--limit", "20")
      let line = try #require(trail.json["lines"].elements.first { $0["act"].text == "handoff.return" })
      #expect(line["actor"].text == "clerk:zhang" && line["subject"].text == site.origin, "\(line)")
    }
  }

  @Test("has its user's visit go on after a reload, and after a restart of the service with the same key")
  func goesOn() async throws {
    try await PortalSite.with { site, window in
      let browser = window.browser
      try await site.open(window)
      try await site.follow(window)
      try await window.isWaiting()
      let key = try await window.kiosk.client("window", "key").output
      try await browser.reload()
      try await window.isWaiting()
      #expect(try await browser.text().contains("为 建管平台 读卡"))
      try await window.restart {
        try await browser.until("document.querySelector('[data-banner=offline]')")
      }
      try await browser.until("!document.querySelector('[data-banner=offline]')")
      try await window.show("citizen-ordinary", outcome: "filed")
      try await browser.press("ENTER")
      _ = try await site.isBack(window, "done")
      #expect(try await window.kiosk.client("window", "key").output == key)
      #expect(try await window.persons() == 1)
    }
  }

  @Test("on the public network asks a local service only once the user, or a policy, has let it")
  func consent() async throws {
    try await PortalSite.with { site, window in
      let browser = window.browser
      let told = try await window.kiosk.counterDaemon.errorLine { $0.hasPrefix("idkioskd: service plain ") }
      let own = try #require(told.split(separator: ":").last?.dropLast())
      let ask = """
        return await fetch("http://127.0.0.1:\(own)/ready")
          .then((answer) => answer.json()).then((answer) => String(answer.ready)).catch(() => "refused");
        """
      try await site.open(window)
      #expect(try await browser.run(ask).text == "refused")
      let complaints = try await browser.console()
      #expect(complaints.contains { $0.contains("`loopback` address space") }, "\(complaints)")
      // What the policy LoopbackNetworkAllowedForUrls says beforehand.
      let consent: [String: Any] = [
        "permission": ["name": "loopback-network"], "setting": "granted", "origin": site.origin,
      ]
      try await browser.tell("cdp", ["Browser.setPermission", consent])
      try await site.open(window)
      #expect(try await browser.run(ask).text == "true")
      try await browser.tell("cdp", ["Browser.resetPermissions"])
      // Going there with the whole tab needs no leave.
      try await site.follow(window)
      try await window.isWaiting()
    }
  }

  @Test("looks as the other screens do: nothing cut, everything readable, every control with a name")
  func looks() async throws {
    try await PortalSite.with { site, window in
      let album = try Album(window)
      try await site.open(window)
      try await site.follow(window)
      try await window.isWaiting()
      try await album.look(at: "handoff-waiting")
      try await window.show("citizen-long-fields", outcome: "filed")
      try await album.look(at: "handoff-read")
      try await site.open(window, "&nonce=short")
      try await site.follow(window)
      try await window.browser.until("document.querySelector('[data-phase=failed] .code')")
      try await album.look(at: "handoff-refused")
    }
  }
}
