import IdentityDocuments

extension CardFixtures {
  /// Citizen cards without anything wrong, the expired one apart.
  static var citizens: [CardFixture] {
    let first = people.citizen(0)
    var longFields = people.citizen(3)
    longFields.name = "样本\u{20BB7}的名字一共十五个码元甲"
    longFields.address = "内蒙古自治区虚构盟示例旗样本镇测试村民委员会第十二村民小组演示街二十号"
    longFields.authority = "内蒙古自治区公安厅虚构盟示例局"
    var dotted = people.citizen(4)
    dotted.name = "样本买·虚构江"
    dotted.ethnicGroup = CodedValue(code: "05", name: "维吾尔")
    var minority = people.citizen(5)
    minority.ethnicGroup = CodedValue(code: "56", name: "基诺")
    return [
      CardFixture("citizen-ordinary", "A citizen card, valid for twenty years.", first),
      CardFixture("citizen-renewed", "The next card of the person of citizen-ordinary.", first.renewed()),
      CardFixture(
        "citizen-long-term", "A citizen card without an end of validity.", people.citizen(1).longTerm()),
      CardFixture(
        "citizen-expired", "A citizen card that has expired.", people.citizen(2).expired(),
        findings: [Finding(.validUntil, .expired)]),
      CardFixture(
        "citizen-long-fields",
        "Name, address and authority fill their fields; a character lies outside the BMP.",
        longFields),
      CardFixture("citizen-middle-dot", "A name with a middle dot.", dotted),
      CardFixture("citizen-last-ethnic-group", "The last numbered ethnic group.", minority),
    ]
  }

  /// Residence permits.
  static var permits: [CardFixture] {
    let regions = ["810000": "hong-kong", "820000": "macao", "830000": "taiwan"]
    var found: [String: SyntheticCard] = [:]
    for index in 0..<60 {
      let card = people.residencePermit(index)
      if let region = regions[String(card.number.prefix(6))], found[region] == nil { found[region] = card }
    }
    return found.map { CardFixture("permit-\($0.key)", "A residence permit (\($0.key)).", $0.value) }
  }

  /// Foreigners' cards of both versions.
  static var foreigners: [CardFixture] {
    var longName = people.foreigner2017(1)
    longName.englishName = "SAMPLE-WITH-A-VERY-LONG-FAMILY-NAME, ALPHA BETA GAMMA LAMBDA"
    longName.name = ""
    longName.authorityCode = "1501"
    let linked = people.foreigner2023(0)
    var longest = people.foreigner2023(1)
    longest.englishName = "SAMPLE-WITH-A-LONG-FAMILY-NAME, ALPHABETA IOTA"
    longest.name = ""
    return [
      CardFixture("foreigner2017-ordinary", "A foreigner's card of 2017.", people.foreigner2017(0)),
      CardFixture(
        "foreigner2017-long-name", "An English name of sixty characters, no Chinese one, another authority.",
        longName),
      CardFixture(
        "foreigner2023-linked", "A foreigner's card of 2023 whose holder had a card of 2017.", linked,
        findings: [Finding(.previousNumber, .derived)]),
      CardFixture(
        "foreigner2023-long-name", "An English name of 46 characters, no Chinese one, no earlier card.",
        longest),
    ]
  }
}
