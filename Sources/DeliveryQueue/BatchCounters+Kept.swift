internal import CounterRules

/// What stood in a ledger, as the queue's file has it: numbers in a fixed order, `-` for none.
extension BatchCounters {
  /// The numbers in their order.
  private static var numbers: [WritableKeyPath<BatchCounters, Int>] {
    [
      \.total, \.filed, \.onFile, \.renewed, \.older, \.conflict, \.failed, \.unexpected, \.expired,
    ]
  }

  var kept: String {
    let list = [expected, missing].map { $0.map { "\($0)" } ?? "-" }
    return (Self.numbers.map { "\(self[keyPath: $0])" } + list).joined(separator: " ")
  }

  /// Those of a text; whatever is not there is nothing, for they are only shown.
  init(kept: String) {
    self.init()
    let parts = kept.split(separator: " ").map { Int($0) }
    for (number, part) in zip(Self.numbers, parts) { self[keyPath: number] = part ?? 0 }
    let list = parts.dropFirst(Self.numbers.count)
    expected = list.first ?? nil
    missing = list.dropFirst().first ?? nil
  }
}
