import CounterRules
import IdentityDocuments
import PersonalData
import Testing

@Suite("Current version")
struct CurrentVersionTests {
  struct Starts: CustomTestStringConvertible {
    /// The start of validity of version 1, 2, …; `nil` was not understood.
    var years: [Int?]
    var current: Int?
    var testDescription: String { years.map { $0.map(String.init) ?? "?" }.joined(separator: " ") }
  }

  @Test(
    "is the one with the latest start, the latest filed among equals",
    arguments: [
      Starts(years: [], current: nil), Starts(years: [2010], current: 1), Starts(years: [nil], current: 1),
      Starts(years: [2010, 2020], current: 2), Starts(years: [2020, 2010], current: 1),
      Starts(years: [2020, 2020, 2010], current: 2), Starts(years: [nil, nil], current: 2),
      Starts(years: [1990, nil], current: 1), Starts(years: [nil, 1990, nil], current: 2),
    ])
  func current(starts: Starts) {
    let versions = starts.years.enumerated().map { index, year in
      var document = IdentityDocument(kind: .residentIdentityCard)
      document.validFrom =
        year.flatMap { CalendarDate(year: $0, month: 1, day: 1) }.map { Personal(.date($0)) }
        ?? Personal(.text("?"))
      return FiledVersion(version: index + 1, values: FiledValues(document: document, portraitBlock: nil))
    }
    #expect(versions.current?.version == starts.current)
    #expect(versions.reversed().current?.version == starts.current)
  }
}
