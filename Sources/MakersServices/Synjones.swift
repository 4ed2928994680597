internal import IdentityDocuments
internal import KioskProtocol

/// Synjones' XZX_WEBAPI 3.3.4 (docs/makers-services.md §3.2).
enum Synjones {
  private static let folder = "/api/"

  static func call(_ path: String, _ arguments: [String: String]) -> MakersCall? {
    guard path.hasPrefix(folder) else { return nil }
    switch path.dropFirst(folder.count) {
    case "ReadMsg":
      // "nan" is a Double too, and no time.
      let said = arguments["waitTime"].flatMap(Double.init).flatMap { $0.isNaN ? nil : $0 }
      return .read(seconds: min(max(said ?? MakersCall.patience, 0), 3_600))
    case "GetSAMID": return .samID
    case "Version": return .version
    default: return nil
    }
  }

  static func body(_ answer: MakersAnswer) -> String {
    switch answer {
    case .reading(let reading): self.reading(reading)
    case .samID(let id?): short("0", id)
    case .samID(nil): failure(FailureReason.readerNone.entry.message.chinese)
    case .done: short("0", "")
    case .version: short("0", "v3.3.4")
    case .busy: failure("读卡器正忙")
    case .failed(let reason): failure(reason.entry.message.chinese)
    }
  }

  private static func short(_ code: String, _ message: String) -> String {
    OrderedJSON.line([("retcode", .text(code)), ("retmsg", .text(message)), ("errmsg", .text(""))])
  }

  private static func failure(_ message: String) -> String {
    OrderedJSON.line([
      ("code", .text("1")), ("retcode", .text("0x80 0x0")), ("retmsg", .text(message)),
      ("errmsg", .text(message)),
    ])
  }

  private static func reading(_ reading: WireReading) -> String {
    let document = MakersDocument(reading)
    let hasPortrait = !document.portrait.isEmpty
    let (type, name) =
      switch document.kind {
      case .foreignPermanentResidentCard2017: ("1", "2017版外国人永久居留身份证")
      case .hkMacaoTaiwanResidencePermit: ("2", "港澳台居民居住证")
      case .foreignPermanentResidentCard2023: ("3", "2023版外国人永久居留身份证")
      default: ("0", "居民身份证")
      }
    let isOld = document.kind == .foreignPermanentResidentCard2017
    var members: [(String, OrderedJSON.Value)] = [
      ("code", .text("0")), ("retcode", .text(hasPortrait ? "0x90 0x1" : "0x90 0x0")),
      ("retmsg", .text(hasPortrait ? "操作成功||相片解码解码正确" : "操作成功||相片解码失败")), ("errmsg", .text("")),
      ("name", .text(document.name)), ("sex", .text(document.sex)), ("nation", .text(document.nation)),
      ("born", .text(document.birth(""))), ("address", .text(document.address)),
      ("cardno", .text(document.number)), ("userlifeb", .text(document.validFrom(""))),
      ("userlifee", .text(document.validUntil(""))),
      ("police", .text(isOld ? document.authorityCode : document.authority)),
      ("photobase64", .text(document.portrait)), ("CardType", .text(type)), ("CardTypeName", .text(name)),
      ("Reserved", .text(document.previousLink)), ("EngName", .text(document.englishName)),
      ("CertVol", .text(document.cardVersion)), ("PassID", .text(document.passNumber)),
      ("IssuesTimes", .text(document.issueCount)),
    ]
    // Fingerprints and pictures of the card are not given out; a page that looks for them finds them empty.
    let empty = [
      "FpDescribe", "FpData", "FpFingerName1", "FpQuality1", "FpRegResult1", "FpFeature1", "FpFingerName2",
      "FpQuality2", "FpRegResult2", "FpFeature2", "frontImg", "backImg",
    ]
    members += empty.map { ($0, .text("")) }
    return OrderedJSON.line(members)
  }
}
