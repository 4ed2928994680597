internal import ReaderKit

/// Frames in chunks of one size over a pair of bulk or interrupt endpoints (docs/reader-protocol.md §2.1, 0316:5020).
///
/// The pair is that of the vendor's own interface, or of interface 0 where there is none. Whether the last chunk of an
/// answer is filled up is not published; both are taken.
struct Chunks: FrameShape {
  let interface: UInt8
  private let output: USBPipe
  private let input: USBPipe
  private let size: Int
  private var end = FrameEnd()

  init?(_ interfaces: [USBInterface], size: Int) {
    guard let chosen = interfaces.first(where: { $0.classCode == 0xFF }) ?? interfaces.first,
      let pair = PipePair(chosen.endpoints, .bulk, size: size)
        ?? PipePair(chosen.endpoints, .interrupt, size: size),
      let output = pair.output
    else { return nil }
    interface = chosen.number
    self.output = output
    input = pair.input
    self.size = size
  }

  func transfers(for frame: [UInt8]) -> [USBTransfer] {
    stride(from: 0, to: frame.count, by: size).map {
      USBTransfer(Array(frame.dropFirst($0).prefix(size)), over: output)
    }
  }

  var next: USBPipe { input }

  mutating func received(_ bytes: [UInt8]) -> (bytes: [UInt8], reply: USBTransfer?) { (end.take(bytes), nil) }

  mutating func reset() { end = FrameEnd() }

  var answers: AnswerLayout { AnswerLayout(isFilledUp: true) }
}
