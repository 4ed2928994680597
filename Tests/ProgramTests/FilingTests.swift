import Emulation
import IdentityDocuments
import TestSupport
import Testing

@Suite("Filing", .timeLimit(.minutes(2)))
struct FilingTests {
  @Test("filed, unchanged, renewed and older, each kept, as the counter's rules say")
  func outcomes() async throws {
    let window = try await PCSCWindow()
    let first = SyntheticPeople(seed: 7).citizen(3)
    let cards = [
      ("first", first, "filed"), ("first", first, "unchanged"), ("renewed", first.renewed(), "renewed"),
      ("first", first, "older"),
    ]
    var persons: Set<String> = []
    for (name, card, outcome) in cards {
      try await window.lay(try Cards.write(card, to: name, in: window.kiosk.folder))
      let answer = try await window.read("--file")
      #expect(answer.status == 0)
      #expect(answer.json["filing"]["outcome"].text == outcome)
      if outcome == "renewed" {
        let changed = Set(answer.json["filing"]["changed"].elements.compactMap(\.text))
        #expect(changed.isSuperset(of: ["validFrom", "address", "portrait"]))
      }
      persons.insert(try #require(answer.json["filing"]["person"].text))
      try await window.lift()
    }
    let person = try #require(persons.first)
    #expect(persons.count == 1)
    let history = try await window.kiosk.client("person", "history", person, "--json")
    #expect(history.json["versions"].elements.count == 2)
    #expect(
      history.json["readings"].elements.map(\.["outcome"].text) == ["older", "renewed", "unchanged", "filed"])
    let shown = try await window.kiosk.client("person", "show", person, "--json")
    #expect(shown.json["current"]["version"].number == 2)
    #expect(shown.json["current"]["document"]["number"].text == first.number)
    let list = try await window.kiosk.client("person", "list", "--json")
    #expect(list.json["total"].number == 1)
    #expect(!list.output.contains(first.number) && !list.output.contains(first.name))
    let unknown = try await window.kiosk.client("person", "show", "nobody", "--json")
    #expect(unknown.json["error"]["reason"].text == "person.unknown")
    await window.stop()
  }

  @Test("the same number with another sex is a conflict: kept, undecided, and told by the exit status")
  func conflict() async throws {
    let window = try await PCSCWindow()
    let first = SyntheticPeople(seed: 8).citizen(4)
    var other = first
    other.sex = first.sex.code == "1" ? .init(code: "2", name: "女") : .init(code: "1", name: "男")
    try await window.lay(try Cards.write(first, to: "first", in: window.kiosk.folder))
    #expect(try await window.read("--file").json["filing"]["outcome"].text == "filed")
    try await window.lift()
    try await window.lay(try Cards.write(other, to: "other", in: window.kiosk.folder))
    let answer = try await window.read("--file")
    #expect(answer.status == 2)
    #expect(answer.json["filing"]["outcome"].text == "conflict")
    #expect(answer.json["document"]["number"].text == first.number)
    let list = try await window.kiosk.client("person", "list", "--json")
    #expect(list.json["total"].number == 1)
    await window.stop()
  }

  @Test("a card of unknown kind and a blank number are read and not filed", arguments: ["unknown", "blank"])
  func notFiled(what: String) async throws {
    let window = try await PCSCWindow()
    var card = SyntheticPeople(seed: 9).citizen(5)
    if what == "blank" { card.number = "" }
    let path =
      try what == "blank"
      ? Cards.write(card, to: "blank", in: window.kiosk.folder) : Cards.path("odd-unknown-kind")
    try await window.lay(path)
    let answer = try await window.read("--file")
    #expect(answer.status == 3)
    #expect(answer.json["filing"]["outcome"].text == "failed")
    let reason = what == "blank" ? "document.numberBlank" : "document.unknownKind"
    #expect(answer.json["filing"]["error"]["reason"].text == reason)
    #expect(answer.json["document"]["kind"].text == (what == "blank" ? "residentIdentityCard" : "unknown"))
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 0)
    await window.stop()
  }

  @Test("a person filed without a portrait is filed with a finding")
  func withoutPortrait() async throws {
    let window = try await PCSCWindow(configuration: "")
    try await window.lay("1")
    let answer = try await window.read("--file")
    #expect(answer.json["filing"]["outcome"].text == "filed")
    #expect(answer.json["portrait"]["reason"].text == "portrait.noDecoder")
    #expect(answer.json["portrait"]["state"].text == "noDecoder")
    #expect(answer.json["findings"].elements.contains { $0["code"].text == "filedWithoutPortrait" })
    await window.stop()
  }

  @Test("only the daemon's own user and root may look into the archive", .enabled(if: Cards.isRoot))
  func rights() async throws {
    let window = try await PCSCWindow()
    let folder = window.kiosk.folder
    #expect(chmodAll(folder))
    let program = try RunningProgram(
      "/usr/bin/setpriv",
      [
        "--reuid", "65534", "--regid", "65534", "--clear-groups", Programs.path("idkiosk"), "person", "list",
        "--json",
        "--runtime-dir", folder.path,
      ])
    #expect(await program.wait() != 0)
    #expect(JSONValue(program.output.joined())["error"]["reason"].text == "rights.signInNeeded")
    await window.stop()
  }
}
