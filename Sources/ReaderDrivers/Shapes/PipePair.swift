internal import ReaderKit

/// The one way in and the one way out of an interface.
struct PipePair {
  let input: USBPipe
  /// `nil` where the interface has none.
  let output: USBPipe?

  /// The pair of one kind; `nil` unless there is exactly one way in, and at most one out, with packets of any size.
  ///
  /// A transfer in asks for `size` bytes, or for a whole packet where those are longer.
  init?(_ endpoints: [USBEndpoint], _ kind: USBEndpoint.Kind, size: Int) {
    let fitting = endpoints.filter { $0.kind == kind && $0.packetSize > 0 }
    let (ins, outs) = (fitting.filter(\.isIn), fitting.filter { !$0.isIn })
    guard ins.count == 1, outs.count <= 1, let input = ins.first else { return nil }
    let pipeKind: USBPipe.Kind = kind == .bulk ? .bulk : .interrupt
    let packet = input.packetSize
    self.input = USBPipe(pipeKind, input.address, size: (size + packet - 1) / packet * packet)
    output = outs.first.map { USBPipe(pipeKind, $0.address, size: size) }
  }
}
