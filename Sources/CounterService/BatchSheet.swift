internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData

/// The ledger of a batch as a table for the enterprise: the people swiped, then those that are missing.
struct BatchSheet {
  /// Lines of one part: no part is longer than what a message holds.
  static let partLines = 1_000
  /// How many lines are asked of the archive at once.
  private static let page = 500

  let store: any CounterArchive

  /// The part that begins at `params.from`.
  func part(
    _ params: BatchExport.Params, _ call: CounterCall
  ) async throws(KioskFailure) -> BatchExport.Output {
    let from = params.from ?? 0
    guard (0...Int(Int32.max)).contains(from) else { throw KioskFailure(.requestBadParameters) }
    let batch = try await store.batch(params.batch, in: call.party.batchScope)
    let rows = try await store.swipeCount(of: batch.id)
    let all = rows + (batch.counters.missing ?? 0)
    let hasList = batch.counters.expected != nil
    var lines = from == 0 ? CSVText.byteOrderMark + Self.head : ""
    var next = from
    while next < all, next < from + Self.partLines {
      let count = min(Self.page, from + Self.partLines - next)
      let texts: [String]
      if next < rows {
        texts = try await store.swipes(
          of: batch.id, newestFirst: false, offset: next, limit: min(count, rows - next)
        )
        .enumerated().map { Self.line(next + $0.offset + 1, $0.element, hasList: hasList) }
      } else {
        texts = try await store.missing(of: batch.id, offset: next - rows, limit: count).map(Self.line)
      }
      // Somebody took rows out meanwhile: the rest is for the next export.
      guard !texts.isEmpty else { break }
      lines += texts.joined()
      next += texts.count
    }
    let isLast = next >= all || next == from
    var entry = call.entry(.exportBatch)
    entry.subject = batch.id
    try await store.note(entry, outcome: "\(next - from)")
    return BatchExport.Output(csv: OnTheWire(lines), next: isLast ? nil : next)
  }

  private static let head = CSVText.line([
    .text("序号"), .text("姓名"), .text("证件号码"), .text("结果"), .text("名单"), .text("有效期"), .text("时间"), .text("说明"),
  ])

  private static func line(_ number: Int, _ swipe: BatchSwipeRecord, hasList: Bool) -> String {
    let name = swipe.document?.name?.disclosed() ?? swipe.expected?.name.disclosed() ?? ""
    let cell: CSVText.Cell =
      if let listed = swipe.expected?.number {
        .number(listed.disclosed())
      } else {
        .text(swipe.document?.number.map { Masking.number($0).disclosed() } ?? "")
      }
    let listed = !hasList || swipe.mark == .failed ? "" : swipe.expected == nil ? "名单外" : "名单内"
    return CSVText.line([
      .text("\(number)"), .text(name), cell, .text(word(for: swipe)), .text(listed),
      .text(swipe.isExpired ? "已过期" : ""), .text(swipe.at),
      .text(swipe.reason?.entry.message.chinese ?? ""),
    ])
  }

  private static func line(_ person: ExpectedPerson) -> String {
    CSVText.line([
      .text(""), .text(person.name.disclosed()), .number(person.number.disclosed()), .text("缺"),
      .text("名单内"), .text(""), .text(""), .text("没有刷卡"),
    ])
  }

  private static func word(for swipe: BatchSwipeRecord) -> String {
    guard swipe.mark != .failed else { return "失败" }
    return switch swipe.outcome {
    case .filed: "已建档"
    case .unchanged: "已在档"
    case .renewed: "已换证更新"
    case .older: "较早的证件"
    case .conflict: "号码冲突，待主管处理"
    case .queued, .failed, nil: "失败"
    }
  }
}
