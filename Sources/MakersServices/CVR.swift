internal import IdentityDocuments
internal import KioskProtocol

/// CVR's (华视) local service (docs/makers-services.md §3.3).
enum CVR {
  static func call(_ path: String) -> MakersCall? {
    // Its pages write what keeps browsers from their caches behind the path: /readcard&t=0.5
    switch path.prefix(while: { $0 != "&" }).lowercased() {
    case "/opendevice": .open
    case "/readcard": .read(seconds: MakersCall.patience)
    case "/closedevice": .nothing
    default: nil
    }
  }

  static func body(_ answer: MakersAnswer) -> String {
    switch answer {
    case .reading(let reading): return card(MakersDocument(reading))
    case .done, .samID, .version: return flag(0, "操作成功")
    case .busy: return card(nil)
    case .failed(let reason):
      return [.readerNone, .readerServiceAbsent].contains(reason) ? flag(-1, "打开设备失败") : card(nil)
    }
  }

  private static func flag(_ flag: Int, _ message: String) -> String {
    OrderedJSON.lines([("errorMsg", .text(message)), ("resultFlag", .number(flag))])
  }

  private static func card(_ document: MakersDocument?) -> String {
    let type =
      switch document?.kind {
      case .foreignPermanentResidentCard2017: "I"
      case .hkMacaoTaiwanResidencePermit: "J"
      case .foreignPermanentResidentCard2023: "Y"
      case nil: ""
      default: " "
      }
    return OrderedJSON.lines([
      ("bornDay", .text(document?.birth("") ?? "")), ("certAddress", .text(document?.address ?? "")),
      ("certNumber", .text(document?.number ?? "")), ("certOrg", .text(document?.authority ?? "")),
      ("certType", .text(type)), ("effDate", .text(document?.validFrom("") ?? "")),
      ("errorMsg", .text(document == nil ? "读卡失败" : "读卡成功")),
      ("expDate", .text(document?.validUntil("") ?? "")), ("gender", .text(document?.sex ?? "")),
      ("identityPic", .text(document?.portrait ?? "")), ("nation", .text(document?.nation ?? "")),
      ("nationCode", .text(document?.nationCode ?? "")), ("partyName", .text(document?.name ?? "")),
      ("resultFlag", .number(document == nil ? -11 : 0)),
    ])
  }
}
