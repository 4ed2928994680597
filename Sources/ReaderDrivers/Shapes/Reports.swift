internal import ReaderKit
internal import SAMProtocol

/// Frames in HID reports of one size (docs/reader-protocol.md §2.1, §2.3 and §2.4).
struct Reports: FrameShape {
  /// What differs between the readers that speak in reports.
  struct Format: Equatable, Sendable {
    /// Bytes in a report, without its id.
    var size = 64
    /// The first byte of every report tells how many of the following ones count.
    var hasLength = false
    /// The first byte of the report that asks for the next one of an answer.
    var goOn: UInt8?
    /// Frames carry their preamble.
    var hasPreamble = true
  }

  let interface: UInt8
  private let format: Format
  private let output: USBPipe
  private let input: USBPipe
  private var end = FrameEnd()
  /// Without a preamble: how many bytes of the answer are still to come.
  private var missing = 0

  init?(_ interfaces: [USBInterface], _ format: Format) {
    guard let hid = interfaces.first(where: { $0.classCode == 3 }) ?? interfaces.first else { return nil }
    let feature = USBPipe(.feature, 0, size: format.size)
    if let pair = PipePair(hid.endpoints, .interrupt, size: format.size), let output = pair.output {
      (self.output, input) = (output, pair.input)
    } else if hid.classCode == 3, !hid.endpoints.contains(where: { !$0.isIn }) {
      // Without a way out, reports go both ways by class requests (docs/reader-protocol.md §2.3).
      (output, input) = (feature, feature)
    } else {
      return nil
    }
    interface = hid.number
    self.format = format
  }

  func transfers(for frame: [UInt8]) -> [USBTransfer] {
    let bytes = format.hasPreamble ? frame[...] : frame.dropFirst(SAMFrame.preamble.count)
    let room = format.hasLength ? format.size - 1 : format.size
    return stride(from: 0, to: bytes.count, by: room).map { start in
      let part = bytes.dropFirst(start).prefix(room)
      return report((format.hasLength ? [UInt8(truncatingIfNeeded: part.count)] : []) + part)
    }
  }

  var next: USBPipe { input }

  mutating func received(_ bytes: [UInt8]) -> (bytes: [UInt8], reply: USBTransfer?) {
    var content = bytes
    if format.hasLength {
      // A larger count is no data, but the device's own "go on".
      guard let count = bytes.first.map(Int.init), count > 0, count < format.size else { return ([], nil) }
      content = Array(bytes.dropFirst().prefix(count))
    }
    let taken = format.hasPreamble ? end.take(content) : rebuilt(content)
    let isInside = end.isInsideFrame || missing > 0
    return (taken, isInside ? format.goOn.map { report([$0]) } : nil)
  }

  mutating func reset() {
    end = FrameEnd()
    missing = 0
  }

  var answers: AnswerLayout {
    AnswerLayout(hasPreamble: format.hasPreamble, isFilledUp: true) { [format] transfer in
      guard format.hasLength else { return 0..<transfer.count }
      guard let count = transfer.first.map(Int.init), count > 0, count < format.size else { return 0..<0 }
      return 1..<min(1 + count, transfer.count)
    }
  }

  /// Puts the preamble in front of an answer that begins with its length.
  private mutating func rebuilt(_ content: [UInt8]) -> [UInt8] {
    var head: [UInt8] = []
    var rest = content[...]
    if missing == 0 {
      guard content.count > 2, content.contains(where: { $0 != 0 }) else { return [] }
      missing = Int(content[0]) << 8 | Int(content[1])
      head = SAMFrame.preamble + content.prefix(2)
      rest = rest.dropFirst(2)
    }
    let counted = rest.prefix(missing)
    missing -= counted.count
    return head + counted
  }

  private func report(_ bytes: [UInt8]) -> USBTransfer {
    USBTransfer(bytes + [UInt8](repeating: 0, count: max(0, format.size - bytes.count)), over: output)
  }
}
