import Emulation
import Foundation
import TestSupport
import Testing

/// A whole window that is meant to keep nothing outside of its archive, and a day's work of two marked persons at it.
///
/// Cards, exports and messages lie elsewhere; what is in `kiosk.folder` was written by the daemons.
final class SweptWindow: Sendable {
  let reader: VirtualReader
  let kiosk: Kiosk
  let inbox: EmulatorInbox
  let client: WireClient
  private let aside: ScratchFolder
  private let number = Awaited(100)
  static let phone = "13512340987"

  /// Two persons whose names and addresses are longer than what a text holds within itself.
  static func people(seed: UInt64) -> [SyntheticCard] {
    let people = SyntheticPeople(seed: seed)
    return [("标记第一人之姓与名", "标记省标记市标记路四十一号"), ("标记第二人之姓与名", "标记省标记市标记路四十二号")].enumerated()
      .map { index, words in
        var card = people.citizen(index + 7)
        (card.name, card.address) = words
        return card
      }
  }

  /// Starts both daemons with the variables that the reader daemon's unit sets; `launcher` stands in front of the latter.
  init(launcher: [String] = [], environment: [String: String?] = [:]) async throws {
    reader = try await VirtualReader()
    inbox = try await EmulatorInbox()
    aside = try ScratchFolder()
    let folder = try ScratchFolder()
    let temporary: [String: String?] = ["TMPDIR": try folder.makeFolder("tmp")]
    kiosk = try await Kiosk(
      folder: folder, links: "pcsc",
      environment: environment.merging(temporary) { $1 }.merging(reader.environment) { $1 }
        .merging(try Self.unitEnvironment()) { $1 },
      configuration: Kiosk.standInPortraits + inbox.configuration + "code.bindDigits = 8\npage.port = 0\n",
      counterEnvironment: temporary, launcher: launcher)
    client = try await kiosk.watch()
    _ = try await client.call(3, "reader.list")
    // The daemon says when it has found each of the slots.
    for id in VirtualReader.ids {
      _ = try await client.line { line in
        line["method"].text == "reader.changed" && line["params"]["id"].text == id
          || line["result"]["readers"].elements.contains { $0["id"].text == id }
      }
    }
  }

  /// The variables of the installed unit.
  static func unitEnvironment() throws -> [String: String?] {
    let unit = try String(
      contentsOfFile: Programs.repository + "/systemd/idkiosk-readerd.service", encoding: .utf8)
    let pairs = unit.split(separator: "\n").filter { $0.hasPrefix("Environment=") }.compactMap { line in
      let parts = line.dropFirst("Environment=".count).split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], Optional(parts[1])) : nil
    }
    return Dictionary(pairs) { $1 }
  }

  func call(_ method: String, _ params: String = "{}") async throws -> JSONValue {
    number.change { $0 += 1 }
    return try await client.call(number.value, method, params)
  }

  /// Lays a card and waits until its session has begun.
  func lay(_ card: SyntheticCard, _ name: String) async throws {
    try await reader.put(try Cards.write(card, to: name, in: aside))
  }

  /// Lifts the card and waits until that was noticed.
  func lift(_ count: Int) async throws {
    try await reader.lift()
    _ = try await client.line(number: count) {
      $0["method"].text == "card.changed" && $0["params"]["state"].text == "lifted"
    }
  }

  /// Reads, files, finds, binds a number by its code, swipes into a batch, exports it and reads again; that session lives on.
  ///
  /// The marks of everything that went through.
  func work(_ people: [SyntheticCard]) async throws -> SecretMarks {
    var marks = SecretMarks()
    for (who, card) in zip(["the first", "the second"], people) {
      marks.add(who, number: card.number, name: card.name, address: card.address, photo: card.photo)
    }
    try await lay(people[0], "first")
    let reading = try await Kiosk.client(["read", "--json", "--file", "--timeout", "30"], in: kiosk.folder)
    #expect(reading.json["filing"]["outcome"].text == "filed", "\(reading.errors)")
    let session = try #require(reading.json["session"].text)
    let portrait = try #require(reading.json["portrait"]["data"].text.flatMap { Data(base64Encoded: $0) })
    // The head of every PNG of this size is the same.
    marks.add("the first's portrait", block: Array(portrait.dropFirst(64)))
    let code = try await bind(session)
    marks.add("the code", code)
    marks.add("the mobile number", Self.phone)
    let found = try await call(
      "person.search", #"{"name":"\#(people[0].name)","number":"\#(people[0].number)"}"#)
    #expect(found["result"]["total"].number == 1)
    #expect(try await call("person.search", #"{"mobile":"\#(Self.phone)"}"#)["result"]["total"].number == 1)
    #expect(try await Kiosk.client(["done"], in: kiosk.folder).status == 0)
    try await lift(1)
    let enterprise = #"{"name":"样本公司","code":"91350100M000100Y43"}"#
    let batch = try #require(
      try await call("batch.open", #"{"name":"十一月","enterprise":\#(enterprise)}"#)["result"]["batch"].text)
    try await lay(people[1], "second")
    let swiped = try await call("batch.swipe", #"{"batch":"\#(batch)","timeoutSeconds":30}"#)
    #expect(swiped["result"]["mark"].text == "filed", "\(swiped)")
    let export = aside.file("batch.csv")
    #expect(
      try await Kiosk.client(["batch", "export", batch, "--output", export], in: kiosk.folder).status == 0)
    #expect(!marks.found(in: Data(try aside.bytes("batch.csv"))).isEmpty)
    try await lift(2)
    try await lay(people[0], "first")
    let again = try await Kiosk.client(["read", "--json", "--timeout", "30"], in: kiosk.folder)
    #expect(again.json["document"]["name"].text == people[0].name, "\(again.errors)")
    return marks
  }

  /// Binds the number; the code that did it.
  private func bind(_ session: String) async throws -> String {
    let who = #""session":"\#(session)","purpose":"bind","faceConfirmed":true"#
    _ = try await call("phone.sendCode", #"{\#(who),"phone":"\#(Self.phone)"}"#)
    let code = try await inbox.code(to: Self.phone)
    let wrong = code == "00000000" ? "11111111" : "00000000"
    #expect(try await call("phone.confirm", #"{\#(who),"code":"\#(wrong)"}"#)["error"].exists)
    #expect(try await call("phone.confirm", #"{\#(who),"code":"\#(code)"}"#)["result"]["phoneMasked"].exists)
    return code
  }

  /// Ends the session that lives.
  func done() async throws {
    let answer = try await Kiosk.client(["done", "--json"], in: kiosk.folder)
    #expect(answer.json["ended"].number == 1, "\(answer)")
  }

  func stop() async {
    await kiosk.stop()
    await reader.stop()
    await inbox.stop()
  }
}
