import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Pages written for makers' local services", .timeLimit(.minutes(3)))
struct MakersPagesTests {
  @Test(
    "work unchanged at a configured origin, portrait included, and learn nothing at another one",
    arguments: ["zkteco", "synjones", "cvr"])
  func page(service: String) async throws {
    let folder = Programs.repository + "/Tests/Browser/makers"
    let site = try RunningProgram(
      "/usr/bin/python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder])
    let line = try await site.outputLine { $0.hasPrefix("Serving HTTP") }
    let port = try #require(line.firstMatch(of: #/port ([0-9]+)/#).map { String($0.output.1) })
    try await Browser.with { browser in
      let reader = try await VirtualReader()
      let kiosk = try await Kiosk(
        folder: try ScratchFolder(), links: "pcsc", environment: reader.environment,
        configuration: Kiosk.standInPortraits
          + "service.\(service).port = 0\nservice.\(service).origins = http://127.0.0.1:\(port)\n")
      let told = try await kiosk.counterDaemon.errorLine { $0.hasPrefix("idkioskd: service \(service) ") }
      let own = try #require(told.split(separator: ":").last?.dropLast())
      let watcher = try await kiosk.watch()
      let page = "/\(service).html?port=\(own)"

      // The same page from an origin that is not configured: refused, and the card stays unread.
      try await reader.put(PageWindow.card("citizen-ordinary"))
      _ = try await watcher.line {
        $0["method"].text == "card.changed" && $0["params"]["state"].text == "found"
      }
      try await browser.open("http://localhost:\(port)\(page)")
      _ = try await browser.run("read()")
      try await browser.until("document.querySelector('#error').textContent !== ''")
      #expect(try await browser.run("return document.querySelector('#error').textContent").text == "refused")
      #expect(try await browser.run("return document.querySelector('#number').textContent").text == "")

      try await browser.open("http://127.0.0.1:\(port)\(page)")
      _ = try await browser.run("read()")
      try await browser.until(
        "document.querySelector('#number').textContent + document.querySelector('#error').textContent !== ''")
      let document = try PageWindow.expected("citizen-ordinary")["document"]
      #expect(try await browser.run("return document.querySelector('#error').textContent").text == "")
      #expect(
        try await browser.run("return document.querySelector('#number').textContent").text
          == document["number"].text)
      #expect(
        try await browser.run("return document.querySelector('#name').textContent").text
          == document["name"].text)
      try await browser.until(
        "document.querySelector('#portrait').complete && document.querySelector('#portrait').naturalWidth === 102"
      )
      await kiosk.stop()
      await reader.stop()
    }
    await site.stop()
  }
}
