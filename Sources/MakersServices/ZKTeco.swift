internal import KioskProtocol

/// ZKTeco's ZKID Online (docs/makers-services.md §3.1).
enum ZKTeco {
  private static let folder = "/ZKIDROnline/"

  static func call(_ path: String, _ arguments: [String: String]) -> MakersCall? {
    guard path.hasPrefix(folder) else { return nil }
    switch path.dropFirst(folder.count) {
    case "info": return .nothing
    case "ScanReadIdCardInfo":
      // Other commands of that name speak and scan.
      guard arguments["OP-DEV"] == "1", arguments["CMD-URL"] == "4" else { return nil }
      return .read(seconds: MakersCall.patience)
    default: return nil
    }
  }

  static func body(_ answer: MakersAnswer) -> String {
    switch answer {
    case .reading(let reading):
      let document = MakersDocument(reading)
      return OrderedJSON.line([
        ("ret", .number(0)),
        (
          "Certificate",
          .object([
            ("Name", .text(document.name)), ("Sex", .text(document.sex)), ("Nation", .text(document.nation)),
            ("Birthday", .text(document.birth("."))), ("Address", .text(document.address)),
            ("IDNumber", .text(document.number)), ("IDIssued", .text(document.authority)),
            ("IssuedData", .text(document.validFrom("."))), ("ValidDate", .text(document.validUntil("."))),
            ("Base64Photo", .text(document.portrait)),
          ])
        ),
      ])
    case .done, .samID, .version: return OrderedJSON.line([("ret", .number(0))])
    case .busy: return OrderedJSON.line([("ret", .number(30))])
    case .failed(let reason): return OrderedJSON.line([("ret", .number(code(reason)))])
    }
  }

  /// The codes of its own page: no port, no answer, no card, not read, self-test, anything else.
  private static func code(_ reason: FailureReason) -> Int {
    switch reason {
    case .readerNone, .readerUnknown, .readerGone, .readerAccessDenied, .readerBusy, .readerOpenFailed,
      .readerServiceAbsent:
      1
    case .readerTimeout, .readerHung, .readerBadAnswer: 2
    case .cardTimeout, .cardRemoved: 10
    case .cardReadFailed, .cardNotGenuine, .cardNotRecognised, .cardNeedsSAM: 11
    case .readerSelfTestFailed: 20
    default: 30
    }
  }
}
