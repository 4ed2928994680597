import Foundation
import TestSupport
import Testing

@Suite("Erasing a person from the command line", .timeLimit(.minutes(2)))
struct ErasureTests {
  @Test("the receipt tells what still holds the person, and only a card that is read anew is filed again")
  func erase() async throws {
    let window = try await PCSCWindow(
      configuration: Kiosk.standInPortraits + "archive.backupDays = 30\n", card: "1")
    let kiosk = window.kiosk
    let filed = try await window.read("--file")
    let person = try #require(filed.json["filing"]["person"].text)
    let backup = try await kiosk.client("archive", "backup", "--json")
    let unsure = try await kiosk.client("person", "erase", person)
    #expect(unsure.status == 64)
    let receipt = try await kiosk.client("person", "erase", person, "--yes", "--json")
    #expect(receipt.status == 0 && receipt.json["person"].text == person, "\(receipt.output)")
    #expect(receipt.json["wiped"].flag == true && receipt.json["versions"].number == 1)
    let kept = receipt.json["backups"].elements
    #expect(kept.count == 1 && kept.first?["file"].text == backup.json["file"].text)
    #expect(kept.first?["there"].flag == true && kept.first?["until"].text?.count == 10)
    let again = try await kiosk.client("person", "erase", person, "--yes", "--json")
    #expect(again.json["error"]["reason"].text == "person.unknown")

    let refused = try await window.read("--file")
    #expect(refused.json["filing"]["outcome"].text == "failed", "\(refused.output)")
    #expect(refused.json["filing"]["error"]["reason"].text == "person.erased")
    // A reading of the very second of the erasure counts as one from before it.
    var anew = refused
    for _ in 0..<10 where anew.json["filing"]["error"]["reason"].text == "person.erased" {
      try await window.lift()
      try await window.lay("1")
      anew = try await window.read("--file")
    }
    #expect(anew.json["filing"]["outcome"].text == "filed", "\(anew.output)")
    let other = try #require(anew.json["filing"]["person"].text)
    #expect(other != person)
    let lines = try await kiosk.client("audit", "list", "--json")
    let line = try #require(lines.json["lines"].elements.first { $0["act"].text == "person.erase" })
    #expect(line["outcome"].text == "erased" && line["subject"].text == "request" && line["whom"].text != nil)
    let text = try await kiosk.client("person", "erase", other, "--yes")
    #expect(text.status == 0 && text.output.contains("erased: \(other)"))
    await window.stop()
  }
}
