internal import CounterRules
internal import FoundationEssentials
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData

/// The list of expected people in `batch.open`.
enum ExpectedPeople {
  /// The list; `nil` where there is none.
  ///
  /// Throws `batch.list*`, and with `batch.listLine` the line.
  static func read(_ params: BatchOpen.Params) throws(KioskFailure) -> [ExpectedPerson]? {
    switch (params.expected, params.expectedFile) {
    case (nil, nil): return nil
    case (.csv(let text)?, nil): return try people(text.personal)
    case (.rows(let rows)?, nil): return try people(rows)
    case (nil, let file?): return try people(try text(file))
    case (_?, _?): throw KioskFailure(.requestBadParameters)
    }
  }

  private static func text(_ file: OnTheWire<String>) throws(KioskFailure) -> Personal<String> {
    guard let bytes = Data(base64Encoded: file.personal.disclosed()),
      let text = TextEncoding.text(of: Array(bytes))
    else { throw KioskFailure(.batchListUnreadable) }
    return Personal(text)
  }

  private static func people(_ text: Personal<String>) throws(KioskFailure) -> [ExpectedPerson] {
    do throws(ExpectedList.Refusal) {
      return try filled(ExpectedList(csv: text).people)
    } catch {
      switch error {
      case .noNumbers: throw KioskFailure(.batchListWithoutNumbers)
      case .badNumber(let line), .openQuote(let line): throw KioskFailure(.batchListLine, detail: line)
      }
    }
  }

  private static func people(_ rows: [WireExpected.Row]) throws(KioskFailure) -> [ExpectedPerson] {
    var people: [ExpectedPerson] = []
    for (index, row) in rows.enumerated() {
      guard let person = ExpectedPerson(number: row.number.personal, name: row.name?.personal ?? Personal(""))
      else { throw KioskFailure(.batchListLine, detail: index + 1) }
      people.append(person)
    }
    let list = ExpectedList(people).people
    guard !list.isEmpty else { throw KioskFailure(.batchListWithoutNumbers) }
    return list
  }

  /// A list with headings and nobody on it is no list.
  private static func filled(_ people: [ExpectedPerson]) throws(ExpectedList.Refusal) -> [ExpectedPerson] {
    guard !people.isEmpty else { throw .noNumbers }
    return people
  }
}
