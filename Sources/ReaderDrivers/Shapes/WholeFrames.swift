internal import ReaderKit

/// Whole frames over bulk endpoints of interface 0, in one of two wirings (docs/reader-protocol.md §2.2).
struct WholeFrames: FrameShape {
  let interface: UInt8
  private let wiring: USBWiring
  private var replies = SplitReplies()

  init?(_ interfaces: [USBInterface]) {
    guard let first = interfaces.first, let wiring = USBWiring.choose(endpoints: first.endpoints) else {
      return nil
    }
    interface = first.number
    self.wiring = wiring
  }

  func transfers(for frame: [UInt8]) -> [USBTransfer] {
    switch wiring {
    case .split:
      [
        USBTransfer(Array(frame.prefix(7)), over: USBPipe(.bulk, 0x02, size: 64)),
        USBTransfer(Array(frame.dropFirst(7)), over: USBPipe(.bulk, 0x06, size: 64)),
      ]
    case .singlePair(let out, _, let size): [USBTransfer(frame, over: USBPipe(.bulk, out, size: size))]
    }
  }

  var next: USBPipe {
    switch wiring {
    case .split: USBPipe(.bulk, replies.isAtHead ? 0x81 : 0x85, size: 4_096)
    case .singlePair(_, let input, let packet):
      USBPipe(.bulk, input, size: max(1, 4_096 / packet) * packet)
    }
  }

  mutating func received(_ bytes: [UInt8]) -> (bytes: [UInt8], reply: USBTransfer?) {
    if wiring == .split { replies.received(bytes) }
    return (bytes, nil)
  }

  mutating func reset() { replies = SplitReplies() }
}
