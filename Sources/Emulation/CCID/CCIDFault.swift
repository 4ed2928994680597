internal import Bytes

extension VirtualCCID {
  /// Something that goes wrong once, at a command to what lies behind the reader.
  package enum Fault: Equatable, Sendable {
    /// The card leaves the field; the command fails.
    case pull
    /// No answer, ever.
    case hang
    /// The card answers with this status.
    case status(UInt16)
    /// The plug is pulled instead of an answer.
    case unplug
    /// The answer comes so much later.
    case delay(Duration)
    /// The answer ends after so many bytes of its message.
    case cut(Int)
    /// These bytes go out in front of the answer.
    case noise([UInt8])
    /// The reader reports this error of its own.
    case error(UInt8)
    /// The endpoint of answers halts.
    case stall
    /// The reader asks for more time so often before it answers.
    case moreTime(Int)
    /// Another card lies there just before.
    case swap(PageCard)

    /// The fault that `KIND-at N [VALUE]` means, and the command it is for, counted from 1; without `-at N` the next.
    static func parse(_ words: [String], cards: (String) -> PageCard?) -> (fault: Fault, at: Int)? {
      guard var kind = words.first else { return nil }
      var rest = Array(words.dropFirst())
      var at = 1
      if kind.hasSuffix("-at") {
        kind.removeLast(3)
        guard let number = rest.first.flatMap({ Int($0) }), number > 0 else { return nil }
        at = number
        rest.removeFirst()
      }
      guard rest.count <= 1, let fault = Fault(kind, rest.first ?? "", cards) else { return nil }
      return (fault, at)
    }

    private init?(_ kind: String, _ value: String, _ cards: (String) -> PageCard?) {
      let number = Int(value).flatMap { $0 >= 0 && $0 < 1_000_000 ? $0 : nil }
      let fault: Self? =
        switch kind {
        case "pull": .pull
        case "hang": .hang
        case "unplug": .unplug
        case "stall": .stall
        case "status": UInt16(value, radix: 16).map { .status($0) }
        case "error": UInt8(value, radix: 16).map { .error($0) }
        case "delay": number.map { .delay(.milliseconds($0)) }
        case "cut": number.map { .cut($0) }
        case "noise": Hex.decode(value).map { .noise($0) }
        case "more-time": number.map { .moreTime($0) }
        case "swap": cards(value).map { .swap($0) }
        default: nil
        }
      guard let fault else { return nil }
      self = fault
    }
  }
}

extension VirtualCCID.Output {
  /// An answer with other bytes or another delay; whatever else it is as it is.
  func changed(_ body: ([UInt8], Duration) -> ([UInt8], Duration)) -> [Self] {
    guard case .answer(let bytes, let delay) = self else { return [self] }
    let (changed, later) = body(bytes, delay)
    return [.answer(changed, after: later)]
  }
}
