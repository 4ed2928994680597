import Bytes
import Emulation
import Foundation
import IdentityDocuments
import TestSupport
import Testing

@Suite("Cards in the repository")
struct CardFixtureTests {
  static let folder = Programs.repository + "/Fixtures/cards"

  @Test("each file decodes to what it expects, on the first and the last day it promises", arguments: names())
  func decodes(name: String) throws {
    let file = try CardFile(parsing: String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8))
    let expected = try ExpectedReading(json: file.expected)
    for day in ["2024-12-31", "2026-11-20", "2035-12-31"] {
      let today = try #require(CalendarDate(iso: day))
      #expect(ExpectedReading(try DecodedText(decoding: file.text, today: today)) == expected)
    }
    #expect(file.photo.count == 1_024)
    #expect(file.photo.starts(with: Array("IDKIOSK-DRAWN-FACE-1\n".utf8)))
  }

  @Test("the files are those the generator writes, no more and no fewer")
  func fresh() throws {
    let scratch = try ScratchFolder()
    try CardFixtures.writeAll(to: scratch.file("cards"))
    let written = try FileManager.default.contentsOfDirectory(atPath: scratch.file("cards")).sorted()
    #expect(written == Self.names())
    for name in written {
      let made = try String(contentsOfFile: scratch.file("cards/" + name), encoding: .utf8)
      let kept = try? String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
      #expect(made == kept, "stale: write it again with idkiosk-emulator cards --out Fixtures/cards")
    }
  }

  @Test("every kind and every oddity has its file")
  func complete() throws {
    var kinds: [String: Int] = [:]
    var codes: Set<String> = []
    for file in CardFixtures.files {
      let expected = try ExpectedReading(json: CardFile(parsing: file.content).expected)
      if case .text(let kind) = expected.document["kind"] { kinds[kind, default: 0] += 1 }
      codes.formUnion(expected.findings.compactMap { $0["code"] })
    }
    #expect(Set(kinds.keys) == Set(DocumentKind.allCases.filter { !$0.isTyped }.map(\.rawValue)))
    #expect(kinds["residentIdentityCard", default: 0] >= 4)
    for (kind, count) in kinds where kind != "unknown" { #expect(count >= 2, "\(kind)") }
    #expect(
      codes == [
        "expired", "derived", "checkDigitWrong", "sexDiffersFromNumber", "birthDateDiffersFromNumber",
        "codeUnknown",
        "datesOutOfOrder", "blank", "dateNotUnderstood", "unpairedSurrogate", "reservedNotBlank",
        "unknownKind",
      ])
  }

  @Test("the renewed card is the same person with later validity, another address and another face")
  func renewed() throws {
    func card(_ name: String) throws -> (CardFile, ExpectedReading) {
      let content = try #require(CardFixtures.files.first { $0.name == name + ".card" }).content
      let file = try CardFile(parsing: content)
      return (file, try ExpectedReading(json: file.expected))
    }
    let (first, before) = try card("citizen-ordinary")
    let (second, after) = try card("citizen-renewed")
    for field in ["number", "name", "sex", "birthDate", "ethnicGroup"] {
      #expect(before.document[field] == after.document[field])
    }
    for field in ["address", "authority", "validFrom", "validUntil"] {
      #expect(before.document[field] != after.document[field])
    }
    #expect(first.photo != second.photo)
  }

  static func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".card") }
      .sorted()
  }
}
