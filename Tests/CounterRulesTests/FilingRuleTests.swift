import CounterRules
import IdentityDocuments
import PersonalData
import Testing

@Suite("Filing rule")
struct FilingRuleTests {
  /// A way to change the values of a reading or of a kept version.
  typealias Change = @Sendable (inout FiledValues) -> Void

  struct Case: CustomTestStringConvertible {
    var name: String
    var kept: [Change]
    var reading: Change
    var expected: FilingDecision
    var testDescription: String { name }
  }

  static let cases =
    [
      Case(
        name: "none on file", kept: [], reading: same,
        expected: FilingDecision(.filed, newVersion: values(same))),
      Case(
        name: "none on file, without portrait and newest address", kept: [], reading: withoutExtras,
        expected: FilingDecision(.filed, newVersion: values(withoutExtras))),
      Case(
        name: "blank number, none on file", kept: [], reading: number("　 "), expected: FilingDecision(.failed)
      ),
      Case(
        name: "blank number, some on file", kept: [same], reading: number(""),
        expected: FilingDecision(.failed)),
      Case(
        name: "no number", kept: [], reading: { $0.document.number = nil }, expected: FilingDecision(.failed)),
      Case(name: "the same", kept: [same], reading: same, expected: FilingDecision(.unchanged, repeats: 1)),
      Case(
        name: "the same, number in full width", kept: [same], reading: number("１１００００１９９００３０７１２４ｘ"),
        expected: FilingDecision(.unchanged, repeats: 1)),
      Case(
        name: "the same, newest address and portrait not obtained", kept: [same], reading: withoutExtras,
        expected: FilingDecision(.unchanged, repeats: 1)),
      Case(
        name: "the card has no newest address, none was obtained before", kept: [withoutExtras],
        reading: {
          $0.document.newestAddress = Personal("")
          $0.portraitBlock = nil
        }, expected: FilingDecision(.unchanged, repeats: 1)),
      Case(
        name: "another sex", kept: [same], reading: sex("1", "男"),
        expected: FilingDecision(.conflict, changed: [.sex])),
      Case(
        name: "another birth date and name", kept: [same],
        reading: {
          $0.document.birthDate = date(1991, 3, 7)
          $0.document.name = Personal("样本丙")
        },
        expected: FilingDecision(
          .conflict, changed: [.name, .birthDate], findings: [Finding(.name, .nameDiffersFromFile)])),
      Case(
        name: "a birth date that was not understood", kept: [same],
        reading: { $0.document.birthDate = Personal(.text("1990")) },
        expected: FilingDecision(.conflict, changed: [.birthDate])),
      Case(
        name: "conflict with the current version although an old one is equal",
        kept: [
          sex("1", "男"),
          {
            starts(2020)(&$0)
            sex("2", "女")(&$0)
          },
        ], reading: sex("1", "男"),
        expected: FilingDecision(.conflict, changed: [.sex, .validFrom])),
      Case(
        name: "equal to an older version", kept: [same, starts(2020)], reading: same,
        expected: FilingDecision(.older, repeats: 1)),
      Case(
        name: "equal to an older version filed after the current one", kept: [starts(2020), same],
        reading: same,
        expected: FilingDecision(.older, repeats: 2)),
      Case(
        name: "equal to an older version, newest address and portrait not obtained",
        kept: [same, starts(2020)],
        reading: withoutExtras, expected: FilingDecision(.older, repeats: 1)),
      Case(
        name: "equal to two older versions",
        kept: [withoutExtras, { $0.document.newestAddress = Personal("虚构区示例路8号") }, starts(2020)],
        reading: withoutExtras, expected: FilingDecision(.older, repeats: 2)),
    ] + notRepeating

  static let notRepeating = [
    Case(
      name: "an earlier start", kept: [same], reading: starts(2000),
      expected: FilingDecision(.older, newVersion: values(starts(2000)))),
    Case(
      name: "an earlier start takes nothing over", kept: [same],
      reading: {
        starts(2000)(&$0)
        withoutExtras(&$0)
      },
      expected: FilingDecision(
        .older,
        newVersion: values {
          starts(2000)(&$0)
          withoutExtras(&$0)
        })),
    Case(
      name: "an earlier start and another name", kept: [same],
      reading: {
        starts(2000)(&$0)
        $0.document.name = Personal("样本丙")
      },
      expected: FilingDecision(
        .older,
        newVersion: values {
          starts(2000)(&$0)
          $0.document.name = Personal("样本丙")
        }, findings: [Finding(.name, .nameDiffersFromFile)])),
    Case(
      name: "a start that was not understood", kept: [same], reading: startsAt("2010"),
      expected: FilingDecision(.older, newVersion: values(startsAt("2010")))),
    Case(
      name: "a start that was understood after one that was not", kept: [startsAt("2010")],
      reading: starts(1990),
      expected: FilingDecision(.renewed, newVersion: values(starts(1990)), changed: [.validFrom])),
    Case(
      name: "two starts that were not understood", kept: [startsAt("2010")], reading: startsAt("2009"),
      expected: FilingDecision(.renewed, newVersion: values(startsAt("2009")), changed: [.validFrom])),
    Case(
      name: "a renewed card", kept: [same],
      reading: {
        starts(2020)(&$0)
        $0.document.address = Personal("虚构区示例路9号")
        $0.portraitBlock = Personal([9])
      },
      expected: FilingDecision(
        .renewed,
        newVersion: values {
          starts(2020)(&$0)
          $0.document.address = Personal("虚构区示例路9号")
          $0.portraitBlock = Personal([9])
        }, changed: [.address, .validFrom, .portrait])),
    Case(
      name: "a renewed card over a reader that gives less", kept: [same],
      reading: {
        starts(2020)(&$0)
        withoutExtras(&$0)
      }, expected: FilingDecision(.renewed, newVersion: values(starts(2020)), changed: [.validFrom])),
    Case(
      name: "the same card with an address added", kept: [same],
      reading: { $0.document.newestAddress = Personal("虚构区示例路8号") },
      expected: FilingDecision(
        .renewed, newVersion: values { $0.document.newestAddress = Personal("虚构区示例路8号") },
        changed: [.newestAddress])),
    Case(
      name: "an address obtained for the first time", kept: [withoutExtras], reading: same,
      expected: FilingDecision(.renewed, newVersion: values(same), changed: [.newestAddress, .portrait])),
    Case(
      name: "another name", kept: [same], reading: { $0.document.name = Personal("样本丙") },
      expected: FilingDecision(
        .renewed, newVersion: values { $0.document.name = Personal("样本丙") }, changed: [.name],
        findings: [Finding(.name, .nameDiffersFromFile)])),
    Case(
      name: "another English name", kept: [same], reading: { $0.document.englishName = Personal("SAMPLE") },
      expected: FilingDecision(
        .renewed, newVersion: values { $0.document.englishName = Personal("SAMPLE") },
        changed: [.englishName],
        findings: [Finding(.englishName, .nameDiffersFromFile)])),
    Case(
      name: "a name written with an equivalent ideograph",
      kept: [{ $0.document.name = Personal("样\u{795E}") }],
      reading: { $0.document.name = Personal("样\u{FA19}") },
      expected: FilingDecision(
        .renewed, newVersion: values { $0.document.name = Personal("样\u{FA19}") }, changed: [.name],
        findings: [Finding(.name, .nameDiffersFromFile)])),
    Case(
      name: "an authority the reading no longer names", kept: [same],
      reading: { $0.document.authority = nil },
      expected: FilingDecision(
        .renewed, newVersion: values { $0.document.authority = nil }, changed: [.authority])),
    Case(
      name: "only the portrait", kept: [same], reading: { $0.portraitBlock = Personal([7]) },
      expected: FilingDecision(
        .renewed, newVersion: values { $0.portraitBlock = Personal([7]) }, changed: [.portrait])),
    Case(
      name: "compared with the current version, whichever was filed last",
      kept: [starts(2020), same],
      reading: {
        starts(2020)(&$0)
        $0.document.validUntil = Personal(.longTerm)
      },
      expected: FilingDecision(
        .renewed,
        newVersion: values {
          starts(2020)(&$0)
          $0.document.validUntil = Personal(.longTerm)
        }, changed: [.validUntil])),
  ]

  @Test("decides as the counter's rules say", arguments: cases)
  func decides(check: Case) {
    let kept = check.kept.enumerated().map {
      FiledVersion(version: $0.offset + 1, values: Self.values($0.element))
    }
    let reading = Self.values(check.reading)
    #expect(FilingRule.decide(reading: reading, kept: kept) == check.expected)
    #expect(FilingRule.decide(reading: reading, kept: kept.reversed()) == check.expected, "kept in any order")
  }

  @Test("what was decided and filed is unchanged when read again", arguments: cases)
  func settles(check: Case) {
    var kept = check.kept.enumerated().map {
      FiledVersion(version: $0.offset + 1, values: Self.values($0.element))
    }
    let reading = Self.values(check.reading)
    let decision = FilingRule.decide(reading: reading, kept: kept)
    guard let made = decision.newVersion else { return }
    kept.append(FiledVersion(version: kept.count + 1, values: made))
    let again = FilingRule.decide(reading: reading, kept: kept)
    #expect(again.repeats == kept.count)
    #expect(again.outcome == (decision.outcome == .older ? .older : .unchanged))
    #expect(again.newVersion == nil)
  }

  static let same: Change = { _ in }
  static let withoutExtras: Change = {
    $0.document.newestAddress = nil
    $0.portraitBlock = nil
  }

  static func number(_ text: String) -> Change { { $0.document.number = Personal(text) } }
  static func starts(_ year: Int) -> Change { { $0.document.validFrom = date(year, 6, 13) } }
  static func startsAt(_ text: String) -> Change { { $0.document.validFrom = Personal(.text(text)) } }
  static func sex(_ code: String, _ name: String) -> Change {
    { $0.document.sex = Personal(CodedValue(code: code, name: name)) }
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) -> Personal<CardDate>? {
    CalendarDate(year: year, month: month, day: day).map { Personal(.date($0)) }
  }

  static func values(_ change: Change) -> FiledValues {
    var document = IdentityDocument(kind: .residentIdentityCard)
    document.number = Personal("11000019900307124X")
    document.name = Personal("样本乙")
    document.sex = Personal(CodedValue(code: "2", name: "女"))
    document.ethnicGroup = Personal(CodedValue(code: "01", name: "汉"))
    document.birthDate = date(1990, 3, 7)
    document.address = Personal("虚构区示例路1号")
    document.newestAddress = Personal("虚构区示例路2号")
    document.authority = Personal("北京市公安局虚构分局")
    document.validFrom = date(2015, 6, 13)
    document.validUntil = date(2035, 6, 13)
    var values = FiledValues(document: document, portraitBlock: Personal([1, 2, 3]))
    change(&values)
    return values
  }
}
