import CounterRules
import PersonalData
import Testing

@Suite("The list of expected people")
struct ExpectedListTests {
  private static let first = "110000199003071231"
  private static let second = "11000019900307124X"

  private func people(_ csv: String) throws(ExpectedList.Refusal) -> [[String]] {
    try ExpectedList(csv: Personal(csv)).people.map { [$0.number.disclosed(), $0.name.disclosed()] }
  }

  @Test(
    "is found by its headings, wherever they stand and whatever stands before them",
    arguments: [
      "姓名,身份证号码\n样本甲,\(first)\n样本乙,\(second)\n",
      "\u{FEFF}序号,证件号码,姓名\r\n1,\(first),样本甲\r\n2,\(second),样本乙\r\n",
      "某某公司人员名单,,\n2026年11月,,\n序号,姓名,身份证号\n1,样本甲,\(first)\n2,样本乙,\(second)",
      "Name;ID number\n样本甲;\(first)\n样本乙;\(second)\n",
      "姓名\t证件号码（必填）\n样本甲\t\(first)\n样本乙\t\(second)\n",
      "\n\n姓名,身份证号\n,\n\"样本甲\",\"\(first)\"\n样本乙,\(second)\n,,\n",
    ])
  func headings(csv: String) throws {
    #expect(try people(csv) == [[Self.first, "样本甲"], [Self.second, "样本乙"]])
  }

  @Test("needs no headings where a column has numbers")
  func noHeadings() throws {
    #expect(try people("1,样本甲,\(Self.first)\n2,样本乙,\(Self.second)\n").count == 2)
    #expect(try people(Self.first) == [[Self.first, ""]])
  }

  @Test(
    "takes a number however a spreadsheet was told that it is a text",
    arguments: ["\t\(second)", "'\(second)", "=\"\(second)\"", "１１００００１９９００３０７１２４ｘ", "110000 19900307 124x"])
  func texts(cell: String) throws {
    let quoted =
      "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    #expect(try people("号码\n\(quoted)\n") == [[Self.second, ""]])
  }

  @Test("has each person once")
  func once() throws {
    #expect(try people("号码\n\(Self.second)\n\(Self.first)\n\(Self.second.lowercased())\n").count == 2)
  }

  @Test(
    "is refused with the line that is wrong",
    arguments: [
      ("姓名,身份证号\n样本甲,\(first)\n样本乙,1.1E+17\n", 3), ("姓名,身份证号\n样本甲,110000199003071000\n", 2),
      ("姓名,身份证号\n样本甲,\n", 2), ("姓名,身份证号\n\"两\n行\",\(first)\n样本乙,123\n", 4), ("号码\n\(first)\n合计：1\n", 3),
    ])
  func badLine(csv: String, line: Int) {
    #expect(throws: ExpectedList.Refusal.badNumber(line: line)) { try people(csv) }
  }

  @Test("is refused where a quote never ends, and where nothing could be a number")
  func hopeless() {
    #expect(throws: ExpectedList.Refusal.openQuote(line: 2)) { try people("号码\n\"\(Self.first)\n") }
    for csv in ["", "姓名,班组\n样本甲,木工\n", "20261120\n"] {
      #expect(throws: ExpectedList.Refusal.noNumbers) { try people(csv) }
    }
  }
}
