import CounterRules
import Testing

@Suite("A table for spreadsheets")
struct CSVTextTests {
  @Test("keeps numbers as texts, and lets no cell be calculated")
  func cells() {
    let line = CSVText.line([
      .number("110000199003071231"), .text("=1+1"), .text("+1"), .text("-1"), .text("@x"), .text("＝1"),
      .text("340*****000"), .text("样本"), .text(""), .number(""),
    ])
    #expect(line == "\"\t110000199003071231\",'=1+1,'+1,'-1,'@x,'＝1,340*****000,样本,,\r\n")
  }

  @Test("is read again as it was written")
  func roundTrip() throws {
    let texts = ["a,b", "say \"x\"", "two\nlines", "two\r\nlines", ";", "plain"]
    let csv = CSVText.byteOrderMark + CSVText.line(texts.map { .text($0) })
    // Ends of lines inside quotes are read as one character.
    let read = texts.map {
      $0.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }
    #expect(try CSVRows(csv).rows.map(\.cells) == [read])
  }

  @Test("a row says the line it begins on, whatever ends the lines", arguments: ["\n", "\r\n", "\r"])
  func lines(end: String) throws {
    let rows = try CSVRows("a,b" + end + end + "c,d").rows
    #expect(rows.map(\.line) == [1, 2, 3])
    #expect(rows.map(\.isBlank) == [false, true, false])
  }
}
