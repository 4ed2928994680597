internal import CommandLineKit
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData

/// Batches for a person at a terminal: Chinese first, English beside it.
enum BatchText {
  static func show(_ batch: WireBatch, _ output: Output) {
    output.line("\(batch.batch)  \(batch.name)  \(state(batch.state))")
    output.field("企业", "enterprise", "\(batch.enterprise.name) (\(batch.enterprise.code))")
    output.field("经办人", "brought by", batch.broughtByMasked)
    output.field("开批", "opened", "\(batch.openedAt), \(batch.openedBy)")
    output.field("结束", "closed", batch.closedAt)
    if batch.codeLocked { output.line("  批次码已锁定 the code is locked") }
    output.line("  " + counters(batch.counters))
  }

  static func show(_ swipe: WireSwipe, _ output: Output) {
    let who = [swipe.nameMasked, swipe.numberMasked].compactMap { $0 }.joined(separator: "  ")
    let expired = swipe.expired ? "  已过期 expired" : ""
    let reason = swipe.failure.map { "  \($0.message) [\($0.reason)]" } ?? ""
    output.line("  #\(swipe.row)  \(swipe.at)  \(mark(swipe.mark))  \(who)\(expired)\(reason)")
  }

  /// One line for one swipe.
  static func line(_ swipe: BatchSwipe.Output) -> String {
    let name = swipe.reading?.name?.personal.disclosed() ?? ""
    let number = swipe.reading?.numberMasked?.personal.disclosed() ?? ""
    let expired =
      swipe.reading?.findings.contains { $0.code == .expired } == true ? "  已过期 expired" : ""
    let reason = swipe.failure.map { "  \($0.message)" } ?? ""
    return "\(mark(swipe.mark))  \(name)  \(number)\(expired)\(reason)"
  }

  static func counters(_ counters: WireBatchCounters) -> String {
    var words = [
      "共 total \(counters.total)", "已建档 filed \(counters.filed)", "已在档 on file \(counters.onFile)",
      "更新 renewed \(counters.renewed)", "失败 failed \(counters.failed)",
    ]
    if counters.older > 0 { words.append("较早 older \(counters.older)") }
    if counters.conflict > 0 { words.append("冲突 conflict \(counters.conflict)") }
    if counters.expired > 0 { words.append("过期 expired \(counters.expired)") }
    if let missing = counters.missing, let expected = counters.expected {
      words += ["名单外 unexpected \(counters.unexpected)", "缺 missing \(missing)/\(expected)"]
    }
    return words.joined(separator: "  ")
  }

  private static func mark(_ mark: WireBatchMark) -> String {
    switch mark {
    case .filed: "✓ 已建档 filed"
    case .onFile: "= 已在档 on file"
    case .renewed: "↑ 已更新 renewed"
    case .older: "↓ 较早的证件 older"
    case .unexpected: "? 名单外 unexpected"
    case .counted: "· 已计入 counted already"
    case .conflict: "! 冲突 conflict"
    case .failed: "✗ 失败 failed"
    case .queued: "… 待送中心 waits for the centre"
    }
  }

  private static func state(_ state: WireBatch.State) -> String {
    switch state {
    case .open: "进行中 open"
    case .paused: "已暂停 paused"
    case .closed: "已结束 closed"
    }
  }
}
