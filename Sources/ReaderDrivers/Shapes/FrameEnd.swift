internal import SAMProtocol

/// Finds where the frame of an answer ends, so that what fills up the last report is not taken for an answer.
///
/// What stands before a frame is kept, as noise for whoever decodes, unless it is zero through and through: that is a
/// report without data (docs/reader-protocol.md §2.3).
struct FrameEnd {
  private var window: [UInt8] = []
  private var missing = 0

  /// Whether a frame has begun and not ended.
  var isInsideFrame: Bool { missing > 0 }

  /// What of a report, or of several, belongs to the stream of frames; empty for reports without data.
  mutating func take(_ report: [UInt8]) -> [UInt8] {
    if missing == 0, window.isEmpty, report.allSatisfy({ $0 == 0 }) { return [] }
    let headSize = SAMFrame.preamble.count + 2
    for (index, byte) in report.enumerated() {
      if missing > 0 {
        missing -= 1
        if missing == 0 { return Array(report.prefix(index + 1)) }
        continue
      }
      window = window.suffix(headSize - 1) + [byte]
      guard window.count == headSize, window.starts(with: SAMFrame.preamble) else { continue }
      missing = Int(window[headSize - 2]) << 8 | Int(window[headSize - 1])
      window = []
    }
    return report
  }
}
