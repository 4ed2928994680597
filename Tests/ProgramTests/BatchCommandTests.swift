import Emulation
import Foundation
import KioskProtocol
import TestSupport
import Testing

@Suite("Batches from the terminal", .timeLimit(.minutes(2)))
struct BatchCommandTests {
  private let people = SyntheticPeople(seed: 43)
  private static let open = ["batch", "open", "十一月", "--enterprise", "样本公司", "--code", "91350100m000100y43"]

  private func client(_ window: PCSCWindow, _ words: [String]) async throws -> Kiosk.Answer {
    try await Kiosk.client(words, in: window.kiosk.folder)
  }

  @Test("opened with a list in GB18030, run over cards good and bad, shown, exported, closed")
  func day() async throws {
    let window = try await PCSCWindow()
    let folder = window.kiosk.folder
    let listed = [people.citizen(0), people.citizen(7)]
    // The two words of the head in GB18030; names are left to the numbers.
    let head: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xC9, 0xED, 0xB7, 0xDD, 0xD6, 0xA4, 0xBA, 0xC5, 0x0A]
    let list = head + listed.flatMap { Array(",\($0.number)\n".utf8) }
    try Data(list).write(to: URL(fileURLWithPath: folder.file("list.csv")))
    let opened = try await client(
      window, Self.open + ["--expected", folder.file("list.csv"), "--brought-by", "样本经办"])
    #expect(opened.status == 0, "\(opened.errors)")
    let words = opened.output.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(words.contains("1") && words.last?.count == 8)
    let run = try Kiosk.startClient(["batch", "run", "1", "--count", "4"], in: folder)
    for (index, person) in [0, 0, 1].enumerated() {
      try await window.lay(try Cards.write(people.citizen(person), to: "card\(index)", in: folder))
      try await run.output { $0.count == index + 1 }
      try await window.lift()
    }
    try await window.reader.command("reader 0 fault status-at 3 6F00")
    try await window.lay("1")
    #expect(await run.wait() == 0, "\(run.errors)")
    try await window.lift()
    let marks = run.output.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    #expect(marks == ["已建档", "已计入", "名单外", "失败"], "\(run.output)")
    #expect(run.output[0].contains(people.citizen(0).name))
    #expect(run.errors.contains { $0.contains("缺 missing 1/2") }, "\(run.errors)")
    let shown = try await client(window, ["batch", "show", "1"])
    #expect(shown.output.contains("缺 missing") && !shown.output.contains(people.citizen(0).number))
    let file = folder.file("out.csv")
    #expect(try await client(window, ["batch", "export", "1", "--output", file]).status == 0)
    let csv = String(decoding: try folder.bytes("out.csv"), as: UTF8.self)
    let lines = csv.components(separatedBy: "\r\n")
    #expect(Array(csv.utf8).starts(with: [0xEF, 0xBB, 0xBF]) && lines.count == 6 && lines.last == "")
    #expect(lines.contains { $0.contains("\"\t\(listed[0].number)\"") && $0.contains("已建档") })
    #expect(lines.contains { $0.contains("\"\t\(listed[1].number)\"") && $0.contains("缺") })
    // The enterprise's list did not give this one, so its number goes out masked.
    #expect(lines.contains { $0.contains(people.citizen(1).name) && $0.contains("名单外") })
    #expect(!csv.contains(people.citizen(1).number))
    let twice = try await client(window, ["batch", "export", "1", "--output", file])
    #expect(twice.status == 73 && twice.errors.contains("file.exists"))
    let printed = try await client(window, ["batch", "export", "1"])
    #expect(printed.output.components(separatedBy: "\r\n").count >= 5)
    #expect(try await client(window, ["batch", "close", "1", "--json"]).json["state"].text == "closed")
    let listedBatches = try await client(window, ["batch", "list", "--json"])
    #expect(listedBatches.json["batches"][0]["counters"]["missing"].number == 1)
    let late = try await client(window, ["batch", "run", "1", "--json"])
    #expect(late.status != 0 && late.json["error"]["reason"].text == "batch.closed")
    await window.stop()
  }

  @Test("a card is taken out of a batch again, a code renewed, a batch paused and resumed")
  func keeping() async throws {
    let bench = try await BatchWindow()
    let row = try #require(try await bench.swipe(people.citizen(3))["row"].number)
    let window = bench.window
    #expect(try await client(window, ["batch", "pause", bench.batch]).status == 0)
    let paused = try await client(window, ["batch", "run", bench.batch, "--json", "--timeout", "1"])
    #expect(paused.json["error"]["reason"].text == "batch.paused")
    #expect(try await client(window, ["batch", "resume", bench.batch]).status == 0)
    // A time-out ends the run, and that is no failure.
    #expect(try await client(window, ["batch", "run", bench.batch, "--timeout", "1"]).status == 0)
    let removed = try await client(window, ["batch", "remove", bench.batch, "\(row)", "--json"])
    #expect(removed.json["counters"]["total"].number == 0)
    let renewed = try await client(window, ["batch", "renew-code", bench.batch, "--json"])
    #expect(renewed.json["code"].text?.count == 8 && renewed.json["code"].text != bench.code)
    #expect(try await bench.swipe(people.citizen(3))["mark"].text == "onFile")
    await window.stop()
  }

  @Test("a wrong code of the enterprise and a list that is none are told, with the line")
  func refused() async throws {
    let window = try await PCSCWindow()
    let folder = window.kiosk.folder
    let wrong = try await client(
      window, ["batch", "open", "x", "--enterprise", "y", "--code", "91350100M000100Y44", "--json"])
    #expect(wrong.json["error"]["reason"].text == "batch.enterpriseInvalid")
    let lists: [(String, [UInt8], String, Int?)] = [
      ("utf16", [0xFF, 0xFE, 0x41, 0x00], "batch.listUnreadable", nil),
      ("names", Array("姓名\n样本\n".utf8), "batch.listWithoutNumbers", nil),
      ("powers", Array("姓名,证件号码\n样本,1.1E+17\n".utf8), "batch.listLine", 2),
    ]
    for (name, bytes, reason, line) in lists {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
      let answer = try await client(window, Self.open + ["--expected", folder.file(name), "--json"])
      #expect(answer.json["error"]["reason"].text == reason)
      #expect(answer.json["error"]["detail"].number == line)
    }
    let plain = try await client(window, Self.open + ["--expected", folder.file("powers")])
    #expect(plain.errors.contains("[batch.listLine] 2"))
    let missing = try await client(window, Self.open + ["--expected", folder.file("nothing"), "--json"])
    #expect(missing.json["error"]["reason"].text == "batch.listUnreadable")
    let unknown = try await client(window, ["batch", "show", "99", "--json"])
    #expect(unknown.json["error"]["reason"].text == "batch.unknown")
    #expect(try await client(window, ["batch", "open", "x"]).status == 64)
    #expect(try await client(window, ["batch", "list", "--json"]).json["batches"].elements.isEmpty)
    await window.stop()
  }
}
