import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Makers' local services", .timeLimit(.minutes(2)))
struct MakersTests {
  typealias Service = MakersWindow.Service

  private static func expected(_ card: String) throws -> JSONValue {
    JSONValue(try Cards.file(card).expected)["document"]
  }

  private static func member(_ name: String, of answer: PageAnswer, _ service: Service) -> String? {
    service == .zkteco ? answer.json["Certificate"][name].text : answer.json[name].text
  }

  @Test(
    "give what their pages expect, portrait included, and end the session",
    arguments: [
      (Service.zkteco, ["Name", "IDNumber", "Address", "IDIssued", "Birthday", "Base64Photo"]),
      (.synjones, ["name", "cardno", "address", "police", "born", "photobase64"]),
      (.cvr, ["partyName", "certNumber", "certAddress", "certOrg", "bornDay", "identityPic"]),
    ])
  func reading(service: Service, names: [String]) async throws {
    let makers = try await MakersWindow()
    try await makers.window.lay(Cards.path("citizen-ordinary"))
    let answer = try await makers.ask(service)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.headers["access-control-allow-origin"] == MakersWindow.origin)
    #expect(answer.headers["cache-control"] == "no-store")
    let document = try Self.expected("citizen-ordinary")
    for (name, field) in zip(names, ["name", "number", "address", "authority"]) {
      #expect(Self.member(name, of: answer, service) == document[field].text, "\(name)")
    }
    let mark = service == .zkteco ? "." : ""
    #expect(
      Self.member(names[4], of: answer, service)
        == document["birthDate"].text?.replacingOccurrences(of: "-", with: mark))
    let portrait = try #require(
      Self.member(names[5], of: answer, service).flatMap { Data(base64Encoded: $0) })
    #expect(portrait.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    switch service {
    case .zkteco:
      #expect(
        answer.json["ret"].number == 0
          && answer.json["Certificate"]["Sex"].text == document["sex"]["name"].text)
    case .synjones:
      #expect(answer.json["code"].text == "0" && answer.json["retcode"].text == "0x90 0x1")
      #expect(answer.json["CardType"].text == "0" && answer.json["FpData"].text == "")
    case .cvr:
      // Its pages cut values out of the text.
      #expect(answer.text.contains("\"resultFlag\" : 0\n") && answer.json["certType"].text == " ")
    case .plain: break
    }
    let readers = try await makers.window.watcher.call(30, "reader.list")["result"]["readers"].elements
    #expect(readers.allSatisfy { !$0["session"].exists })
    // Nothing is filed, and the trail says whose page it was.
    let status = try await makers.window.kiosk.client("status", "--json")
    #expect(status.json["persons"].number == 0)
    let trail = try await makers.window.kiosk.client("audit", "list", "--json", "--limit", "5")
    let line = try #require(
      trail.json["lines"].elements.first { $0["act"].text == "card.read" }, "\(trail.output)")
    #expect(line["actor"].text == "origin:" + MakersWindow.origin, "\(line)")
    #expect(line["outcome"].text == "read" && line["role"].text == "page:\(service)", "\(line)")
    await makers.stop()
  }

  @Test("give a page that is written for idkiosk the whole reading, and reasons of the catalogue")
  func plain() async throws {
    let makers = try await MakersWindow()
    #expect(try await makers.ask(.plain, "/ready").json["ready"].flag == true)
    for seconds in ["0", "-1", "nan", "x"] {
      let none = try await makers.ask(.plain, "/read?timeoutSeconds=\(seconds)")
      #expect(none.status == 200 && none.json["error"]["reason"].text == "card.timeout", "\(none.text)")
      #expect(none.json["error"]["texts"]["message"]["zh-CN"].exists && !none.json["reading"].exists)
    }
    #expect(try await makers.ask(.plain, "/readcard").status == 404)
    let foreign = try await makers.ask(.plain, "/ready", ["Origin: https://evil.example"])
    #expect(foreign.status == 403 && foreign.headers["access-control-allow-origin"] == nil)
    try await makers.window.lay(Cards.path("citizen-ordinary"))
    let answer = try await makers.ask(.plain)
    #expect(answer.headers["access-control-allow-origin"] == MakersWindow.origin)
    let document = answer.json["reading"]["document"]
    #expect(
      document["number"].text == (try Self.expected("citizen-ordinary"))["number"].text, "\(answer.text)")
    #expect(answer.json["reading"]["portrait"]["state"].text == "decoded")
    let trail = try await makers.window.kiosk.client("audit", "list", "--json", "--limit", "5")
    let line = try #require(trail.json["lines"].elements.first { $0["act"].text == "card.read" })
    #expect(line["role"].text == "page:plain" && line["actor"].text == "origin:" + MakersWindow.origin)
    await makers.stop()
  }

  @Test("tell the kinds of documents apart")
  func kinds() async throws {
    let makers = try await MakersWindow()
    for (card, type, letter) in [
      ("permit-taiwan", "2", "J"), ("foreigner2017-ordinary", "1", "I"), ("foreigner2023-linked", "3", "Y"),
    ] {
      let document = try Self.expected(card)
      try await makers.window.lay(Cards.path(card))
      let synjones = try await makers.ask(.synjones).json
      #expect(
        synjones["CardType"].text == type && synjones["cardno"].text == document["number"].text, "\(synjones)"
      )
      #expect(synjones["PassID"].text == document["passNumber"].text ?? "")
      #expect(synjones["EngName"].text == document["englishName"].text ?? "")
      try await makers.window.lift()
      try await makers.window.lay(Cards.path(card))
      let cvr = try await makers.ask(.cvr).json
      #expect(cvr["certType"].text == letter && cvr["partyName"].text == document["name"].text, "\(cvr)")
      try await makers.window.lift()
    }
    await makers.stop()
  }

  struct Bad: CustomTestStringConvertible {
    var name: String
    var status: Int
    var lines: [String]
    var testDescription: String { name }
    init(_ name: String, _ status: Int, _ lines: [String]) {
      (self.name, self.status, self.lines) = (name, status, lines)
    }
  }

  private static let get = "GET /api/ReadMsg?waitTime=0 HTTP/1.1"
  private static let host = "Host: 127.0.0.1:PORT"
  private static let own = "Origin: \(MakersWindow.origin)"

  static let bad = [
    Bad("neither origin nor referer", 403, [get, host]),
    Bad("another origin", 403, [get, host, "Origin: https://evil.example"]),
    Bad(
      "another origin with a right referer", 403,
      [get, host, "Origin: https://evil.example", "Referer: \(MakersWindow.origin)/"]),
    Bad("the origin of a sandboxed frame", 403, [get, host, "Origin: null"]),
    Bad("the same host without TLS", 403, [get, host, "Origin: http://portal.example"]),
    Bad("the same host with a port", 403, [get, host, "Origin: https://portal.example:444"]),
    Bad("another referer", 403, [get, host, "Referer: https://evil.example/"]),
    Bad("a referer that begins alike", 403, [get, host, "Referer: https://portal.example.evil/"]),
    Bad("a referer with somebody's name", 403, [get, host, "Referer: https://portal.example@evil.example/"]),
    Bad("a referer that is none", 403, [get, host, "Referer: about:blank"]),
    Bad("two origins", 400, [get, host, own, "Origin: https://evil.example"]),
    Bad("a name that was rebound", 403, [get, "Host: evil.example:PORT", own]),
    Bad("two hosts", 400, [get, host, "Host: evil.example", own]),
    Bad(
      "a callback that is a script", 400,
      ["GET /api/ReadMsg?waitTime=0&callback=alert(1)// HTTP/1.1", host, own]),
    Bad(
      "a callback that begins with a digit", 400,
      ["GET /api/ReadMsg?waitTime=0&callback=1a HTTP/1.1", host, own]),
    Bad("an empty callback", 400, ["GET /api/ReadMsg?waitTime=0&callback= HTTP/1.1", host, own]),
    Bad("a call of another service", 404, ["GET /readcard HTTP/1.1", host, own]),
    Bad("a call that is not offered", 404, ["GET /api/GetFPData HTTP/1.1", host, own]),
    Bad("another method", 405, ["DELETE /api/ReadMsg HTTP/1.1", host, own]),
    Bad(
      "a preflight of another origin", 403,
      ["OPTIONS /api/ReadMsg HTTP/1.1", host, "Origin: https://evil.example"]),
    Bad("a body without an end", 413, ["POST /api/ReadMsg HTTP/1.1", host, own, "Content-Length: 9000000"]),
  ]

  @Test("tell nobody else anything, and read no card for them")
  func refused() async throws {
    let makers = try await MakersWindow(card: Cards.path("citizen-ordinary"))
    for bad in Self.bad {
      let connection = try makers.connect(.synjones)
      let port = connection.ownHeaders.first.flatMap { $0.split(separator: ":").last } ?? ""
      let head = bad.lines.joined(separator: "\r\n").replacingOccurrences(of: "PORT", with: port)
      connection.send(head + "\r\n\r\n")
      let answer = try await connection.answer()
      #expect(answer.status == bad.status, "\(bad.name): \(answer.text)")
      if bad.status == 403 { #expect(answer.headers["access-control-allow-origin"] == nil, "\(bad.name)") }
      #expect(!answer.text.contains("cardno"), "\(bad.name)")
    }
    // The card that lies there was read by none of them.
    let answer = try await makers.ask(.synjones)
    #expect(answer.json["code"].text == "0", "\(answer.text)")
    await makers.stop()
  }

  @Test("let a page of a configured origin ask before it asks, also from the public network")
  func preflight() async throws {
    let makers = try await MakersWindow()
    let connection = try makers.connect(.zkteco)
    connection.request(
      "OPTIONS /ZKIDROnline/ScanReadIdCardInfo",
      [
        Self.own, "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: uc-token,x-hotel-code",
        "Access-Control-Request-Private-Network: true",
      ])
    let answer = try await connection.answer { $0.status != 0 }
    #expect(answer.status == 204)
    #expect(answer.headers["access-control-allow-origin"] == MakersWindow.origin)
    #expect(answer.headers["access-control-allow-private-network"] == "true")
    #expect(answer.headers["access-control-allow-headers"] == "uc-token,x-hotel-code")
    #expect(answer.headers["access-control-allow-methods"] == "GET, POST")
    await makers.stop()
  }

  @Test("answer a script element by its referer, with the callback around it")
  func script() async throws {
    let makers = try await MakersWindow(card: Cards.path("citizen-ordinary"))
    let answer = try await makers.ask(
      .synjones, "/api/ReadMsg?waitTime=10&callback=jQuery111.cb_1&NoPhoto=1",
      ["Referer: \(MakersWindow.origin)/roster/add.html?x=1"])
    #expect(answer.status == 200 && answer.text.hasPrefix("jQuery111.cb_1({") && answer.text.hasSuffix(");"))
    #expect(answer.headers["content-type"] == "text/javascript; charset=utf-8")
    #expect(answer.headers["cross-origin-resource-policy"] == "cross-origin")
    #expect(answer.text.contains(#""photobase64":"""#) && answer.text.contains(#""code":"0""#))
    await makers.stop()
  }

  @Test("say in their own codes that no card lies there, and give the other calls of their pages")
  func empty() async throws {
    let makers = try await MakersWindow()
    #expect(try await makers.ask(.zkteco).json["ret"].number == 10)
    #expect(try await makers.ask(.zkteco, "/ZKIDROnline/info").json["ret"].number == 0)
    let none = try await makers.ask(.synjones, "/api/ReadMsg?waitTime=0")
    #expect(none.json["code"].text == "1" && none.json["retmsg"].text?.isEmpty == false)
    #expect(try await makers.ask(.synjones, "/api/ReadMsg?waitTime=nan").json["code"].text == "1")
    #expect(try await makers.ask(.synjones, "/api/Version").json["retcode"].text == "0")
    let html = try await makers.ask(.synjones, "/api/ReadMsg?waitTime=0&ie=1")
    #expect(html.headers["content-type"] == "text/html; charset=utf-8")
    let card = try await makers.ask(.cvr)
    #expect(card.json["resultFlag"].number == -11 && card.json["certNumber"].text == "")
    #expect(card.json["errorMsg"].text == "读卡失败")
    #expect(try await makers.ask(.cvr, "/OpenDevice").json["resultFlag"].number == 0)
    #expect(try await makers.ask(.cvr, "/CloseDevice&t=0.1").json["resultFlag"].number == 0)
    await makers.stop()
  }

  @Test("say that they are busy while a card is waited for, and wait for nobody who has gone")
  func busy() async throws {
    let makers = try await MakersWindow()
    let waiting = try makers.connect(.synjones)
    waiting.request("GET /api/ReadMsg?waitTime=3600", [Self.own])
    var answer = try await makers.ask(.synjones, "/api/ReadMsg?waitTime=0")
    while answer.json["retmsg"].text != "读卡器正忙" {
      answer = try await makers.ask(.synjones, "/api/ReadMsg?waitTime=0")
    }
    #expect(answer.json["code"].text == "1")
    waiting.hangUp()
    while answer.json["retmsg"].text == "读卡器正忙" {
      answer = try await makers.ask(.synjones, "/api/ReadMsg?waitTime=0")
    }
    try await makers.window.lay(Cards.path("citizen-ordinary"))
    #expect(try await makers.ask(.synjones).json["code"].text == "0")
    await makers.stop()
  }

  @Test("are off unless switched on, and need origins and a free port")
  func off() async throws {
    let kiosk = try await SignInTests.kiosk(
      [:], configuration: "service.cvr.origins = https://portal.example\n")
    #expect(!kiosk.counterDaemon.errors.contains { $0.contains("service cvr") })
    await kiosk.stop()
    let makers = try await MakersWindow()
    let port = try await MakersWindow.port(of: .cvr, makers.window.kiosk.counterDaemon)
    for lines in [
      "service.cvr.port = 0\n", "service.cvr.port = \(port)\nservice.cvr.origins = https://portal.example\n",
    ] {
      let folder = try ScratchFolder()
      let daemon = try Kiosk.startCounterDaemon(folder, try folder.write(lines, to: "idkiosk.conf"))
      #expect(await daemon.wait() == 69)
      #expect(daemon.errors.contains { $0.contains("reason=start.serviceUnusable") }, "\(daemon.errors)")
    }
    await makers.stop()
  }

  @Test(
    "take only exact origins, and say at which line one is none",
    arguments: [
      "*", "https://*.example", "https://portal.example/", "portal.example", "https://Portal.example", "null",
      "https://portal.example:443", "https://portal.example,", "file://", "https://a.example:0", "https://",
    ])
  func origins(origin: String) async throws {
    let folder = try ScratchFolder()
    let file = try folder.write("service.cvr.port = 19196\nservice.cvr.origins = \(origin)\n", to: "c.conf")
    let answer = try await Kiosk.client(["config", "check", "--config", file], in: folder)
    #expect(answer.status == 1 && answer.output.contains("line 2:"), "\(answer.output)")
  }
}
