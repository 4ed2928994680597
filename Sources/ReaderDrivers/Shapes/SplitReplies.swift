internal import SAMProtocol

/// Over which endpoint the next bytes of an answer come in the split wiring (docs/reader-protocol.md §2.2).
///
/// The head of a frame, with whatever stands before it, comes over one endpoint and what the head counts over the
/// other, in any packets.
struct SplitReplies {
  private var window: [UInt8] = []
  private var counted = 0

  /// Whether the next bytes belong to a head.
  var isAtHead: Bool { counted == 0 }

  /// Takes note of bytes that came over the endpoint that was expected.
  mutating func received(_ bytes: [UInt8]) {
    guard isAtHead else {
      counted -= min(counted, bytes.count)
      return
    }
    let headSize = SAMFrame.preamble.count + 2
    for (index, byte) in bytes.enumerated() {
      window = window.suffix(headSize - 1) + [byte]
      guard window.count == headSize, window.starts(with: SAMFrame.preamble) else { continue }
      let length = Int(window[headSize - 2]) << 8 | Int(window[headSize - 1])
      counted = max(0, length - (bytes.count - index - 1))
      window = []
      return
    }
  }
}
