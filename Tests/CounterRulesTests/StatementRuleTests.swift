import CounterRules
import Emulation
import IdentityDocuments
import PersonalData
import TestSupport
import Testing

@Suite("What somebody states of the own document")
struct StatementRuleTests {
  private static let people = SyntheticPeople(seed: 8)

  private func citizen() throws -> StatedCard {
    var card = Self.people.citizen(1)
    card.ethnicGroup = CodedValue(code: "01", name: "汉")
    card.sex = CodedValue(code: "1", name: "男")
    card.validFrom = "20150613"
    card.validUntil = "20350613"
    card.address = "样本市样本区样本路12-3号A座"
    return try StatedCard(card)
  }

  @Test("what every sort of card says is right as it stands there", arguments: DocumentKind.allCases)
  func right(kind: DocumentKind) throws {
    guard !kind.isTyped, kind != .unknown else { return }
    for index in 0..<50 {
      let card = try StatedCard(Self.people.card(index, kind: kind))
      #expect(card.differences() == [])
    }
  }

  @Test(
    "a day is the same day however it is written",
    arguments: [
      "20150613", "2015.06.13", "2015-06-13", "2015/6/13", "2015年6月13日", "２０１５．０６．１３", " 2015.06.13 ",
    ])
  func dates(text: String) throws {
    let card = try citizen()
    #expect(card.differences { $0.validFrom = Personal(text) } == [])
    #expect(card.differences { $0.validUntil = Personal(text) } == [StatedDifference(.validUntil)])
  }

  @Test(
    "what is no day is not the day",
    arguments: ["", "2015", "201506", "2015.6", "2015.13.06", "150613", "长期"])
  func noDates(text: String) throws {
    #expect(try citizen().differences { $0.validFrom = Personal(text) } == [StatedDifference(.validFrom)])
  }

  @Test(
    "long-term is long-term by any word for it, and no day",
    arguments: ["长期", "長期", "long-term", "Long-Term", "长期有效"])
  func longTerm(text: String) throws {
    let card = try StatedCard(Self.people.citizen(2).longTerm())
    #expect(card.differences { $0.validUntil = Personal(text) } == [])
    #expect(
      card.differences { $0.validUntil = Personal("20350613") } == [StatedDifference(.validUntil)])
    #expect(
      try citizen().differences { $0.validUntil = Personal(text) } == [StatedDifference(.validUntil)])
  }

  @Test("sex and ethnic group are the same by name, by code, and with their word behind them")
  func codes() throws {
    let card = try citizen()
    for text in ["汉", "汉族", "01", "1", "０１"] {
      #expect(card.differences { $0.ethnicGroup = Personal(text) } == [])
    }
    for text in ["男", "男性", "1", "１", "male"] { #expect(card.differences { $0.sex = Personal(text) } == []) }
    for text in ["", "族", "满族", "02", "汉汉"] {
      #expect(card.differences { $0.ethnicGroup = Personal(text) } == [StatedDifference(.ethnicGroup)])
    }
    for text in ["", "女", "2", "female"] {
      #expect(card.differences { $0.sex = Personal(text) } == [StatedDifference(.sex)])
    }
  }

  @Test("width alone is told apart from everything else, in each text")
  func width() throws {
    let card = try citizen()
    #expect(
      card.differences { $0.address = Personal("样本市样本区样本路１２－３号Ａ座") } == [
        StatedDifference(.address, isWidthOnly: true)
      ])
    #expect(
      card.differences { $0.address = Personal("样本市样本区样本路１２－４号Ａ座") } == [StatedDifference(.address)])
    // Capital and small letters are not a matter of width.
    #expect(card.differences { $0.address = Personal("样本市样本区样本路12-3号a座") } == [StatedDifference(.address)])
    #expect(
      card.differences { $0.number = $0.number.map(StatedCard.wide) } == [
        StatedDifference(.number, isWidthOnly: true)
      ])
    let foreigner = try StatedCard(Self.people.foreigner2017(1))
    let latin = Self.people.foreigner2017(1).englishName
    #expect(foreigner.differences { $0.name = Personal(latin) } == [])
    #expect(
      foreigner.differences { $0.name = Personal(StatedCard.wide(latin)) } == [
        StatedDifference(.name, isWidthOnly: true)
      ])
  }

  @Test("the number with a small x is the number")
  func smallX() throws {
    var card = Self.people.citizen(3)
    card.number = String(card.number.dropLast()) + "X"
    #expect(
      try StatedCard(card).differences { $0.number = $0.number.map { $0.lowercased() } } == [])
  }

  @Test("the first stage looks at number and name and at nothing else")
  func stages() throws {
    let card = try citizen()
    let wrong: (inout StatedDocument) -> Void = {
      $0.address = Personal("无")
      $0.sex = Personal("女")
    }
    #expect(card.differences(at: .name, wrong) == [])
    #expect(card.differences(wrong) == [StatedDifference(.address), StatedDifference(.sex)])
  }

  @Test(
    "what the second stage asks for and nobody stated differs; the older form's fields are asked for by stating them"
  )
  func missing() throws {
    let card = try citizen()
    let differing = card.differences {
      ($0.address, $0.authority, $0.validFrom, $0.validUntil) = (nil, nil, nil, nil)
      ($0.sex, $0.ethnicGroup, $0.birthDate) = (nil, nil, nil)
    }
    #expect(differing.map(\.field) == [.address, .authority, .validFrom, .validUntil])
  }

  @Test("a typed document compares the fields it has")
  func typed() {
    var document = IdentityDocument(kind: .militaryOfficerCard)
    document.number = Personal("样字第00000001号")
    document.name = Personal("样本甲")
    document.validUntil = Personal(.longTerm)
    var stated = StatedDocument(
      kind: document.kind, number: Personal("样字第00000001"), name: Personal("样本甲"))
    stated.validUntil = Personal("长期")
    stated.address = Personal("任何地方")
    stated.sex = Personal("男")
    #expect(StatementRule.differences(of: stated, at: .document, from: document) == [])
    stated.validUntil = nil
    #expect(
      StatementRule.differences(of: stated, at: .document, from: document) == [StatedDifference(.validUntil)])
  }

  @Test("no answer of many tells a wrong value that is near from one that is far, width alone excepted")
  func nearAndFar() throws {
    var chance = SeededGenerator.printed("StatementRuleTests.nearAndFar")
    let fields: [(DocumentField, any WritableKeyPath<StatedDocument, Personal<String>?> & Sendable)] = [
      (.address, \.address), (.authority, \.authority), (.validFrom, \.validFrom),
      (.validUntil, \.validUntil),
    ]
    let rounds = FullRun.isAsked ? 100_000 : 20_000
    let cards = try (0..<100).map { try StatedCard(Self.people.citizen($0)) }
    for round in 0..<rounds {
      let card = cards[round % cards.count]
      let (field, path) = fields[Int.random(in: 0..<fields.count, using: &chance)]
      let right = card.stated[keyPath: path]?.disclosed() ?? ""
      let wrong = WrongValue(right, using: &chance)
      let expected =
        wrong.text == right
        ? []
        : [StatedDifference(field, isWidthOnly: wrong.isWidthOnly && [.address, .authority].contains(field))]
      let isDate = [.validFrom, .validUntil].contains(field)
      // A day in other digits is the same day.
      if isDate, wrong.isWidthOnly || wrong.text.hasPrefix(right) { continue }
      let found = card.differences { $0[keyPath: path] = Personal(wrong.text) }
      guard found == expected else {
        Issue.record("round \(round): \(field) by \(wrong.sort)")
        return
      }
    }
  }
}

/// A value that is not the right one: by a character, by its width, or altogether.
private struct WrongValue {
  var text: String
  var sort: Int
  var isWidthOnly: Bool

  init(_ right: String, using chance: inout SeededGenerator) {
    sort = Int.random(in: 0..<7, using: &chance)
    isWidthOnly = false
    var scalars = Array(right.unicodeScalars)
    let place = scalars.isEmpty ? 0 : Int.random(in: 0..<scalars.count, using: &chance)
    switch sort {
    case 0: scalars[place] = scalars[place] == "甲" ? "乙" : "甲"
    case 1: scalars.remove(at: place)
    case 2: scalars.insert("样", at: place)
    case 3: scalars = []
    case 4: scalars = Array("别处".unicodeScalars)
    case 5: scalars.append("Z")
    default:
      scalars = Array(StatedCard.wide(right).unicodeScalars)
      isWidthOnly = true
    }
    text = String(String.UnicodeScalarView(scalars))
    isWidthOnly = isWidthOnly && text != right
  }
}
