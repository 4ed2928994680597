internal import SAMProtocol

/// Replaces what is a person's in a stream of frames, byte by byte; carries a frame that has begun into the next call.
struct StreamScrubber {
  /// What stands for bytes that are not understood.
  static let filling: UInt8 = 0x55

  /// What came in one go.
  struct Piece {
    var bytes: [UInt8]
    /// The command it may be the answer to.
    var command: SAMCommand?
    /// The device was reset or opened before it: what had begun is forgotten.
    var isAfterReset: Bool
  }

  var hasPreamble = true
  var isFilledUp = false
  private var frame: FrameScrubber?
  /// How many bytes of a preamble ended the last call.
  private var begun = 0

  /// The pieces of a call, in order, with the command before each.
  func pieces(of call: RecordedCall, _ parts: [(event: Int, content: Range<Int>)]) -> [Piece] {
    var pieces: [Piece] = []
    var request: [UInt8] = []
    var isAfterReset = false
    var isAnswered = false
    var next = parts[...]
    for (index, event) in call.events.enumerated() {
      switch event.operation {
      case .send(let bytes, _), .write(let bytes), .transmit(let bytes), .control(_, let bytes):
        // A request may go in several transfers; what asks for the rest of an answer is none.
        if isAnswered, command(in: bytes) != nil || event.operation.beginsRequest(hasPreamble) {
          (request, isAnswered) = ([], false)
        }
        if !isAnswered { request += bytes }
      // A command to a card brings its whole answer; what was open ends with the connection.
      case .open, .reset, .setting, .connect, .connectReader, .disconnect: isAfterReset = true
      default: break
      }
      guard let part = next.first, part.event == index, case .bytes(let bytes) = event.outcome else {
        continue
      }
      next.removeFirst()
      isAnswered = true
      pieces.append(
        Piece(bytes: Array(bytes[part.content]), command: command(in: request), isAfterReset: isAfterReset))
      isAfterReset = false
    }
    return pieces
  }

  /// The pieces without anything of a person, of the same sizes.
  mutating func scrub(_ pieces: [Piece]) -> [[UInt8]] {
    var clean: [[UInt8]] = []
    for (index, piece) in pieces.enumerated() {
      if piece.isAfterReset { (frame, begun) = (nil, 0) }
      let later = pieces.dropFirst(index + 1).prefix { !$0.isAfterReset }
      clean.append(scrub(piece, before: later.map(\.bytes)))
    }
    return clean
  }

  private mutating func scrub(_ piece: Piece, before later: [[UInt8]]) -> [UInt8] {
    var clean: [UInt8] = []
    let bytes = piece.bytes
    var hasEnded = false
    var index = 0
    while index < bytes.count {
      if let byte = frame?.take(bytes[index]) {
        clean.append(byte)
        index += 1
        if frame?.isOver == true { (frame, hasEnded) = (nil, true) }
        continue
      }
      frame = nil
      let size = hasEnded && isFilledUp ? nil : headSize(bytes, index)
      guard let size else {
        clean.append(bytes[index] == 0 ? 0 : Self.filling)
        index += 1
        begun = 0
        continue
      }
      // A preamble, or as much of one as has come.
      clean += bytes[index..<(index + size.kept)]
      index += size.kept
      if size.isWhole {
        let ahead = Array(bytes[index...]) + later.flatMap { $0 }
        frame = FrameScrubber(ahead, command: piece.command, hasPreamble: hasPreamble)
        begun = 0
      } else {
        begun += size.kept
      }
    }
    return clean
  }

  /// How many bytes from `index` on are a preamble or its beginning at the end of the piece.
  private func headSize(_ bytes: [UInt8], _ index: Int) -> (kept: Int, isWhole: Bool)? {
    guard hasPreamble else {
      let rest = bytes[index...]
      return index == 0 && rest.count > 2 && rest.contains { $0 != 0 } ? (0, true) : nil
    }
    let preamble = SAMFrame.preamble.dropFirst(begun)
    let candidate = bytes[index...].prefix(preamble.count)
    guard candidate.elementsEqual(preamble.prefix(candidate.count)) else { return nil }
    return (candidate.count, candidate.count == preamble.count)
  }

  private func command(in sent: [UInt8]) -> SAMCommand? {
    let preamble = hasPreamble ? SAMFrame.preamble : []
    for start in sent.indices where sent[start...].starts(with: preamble) {
      let rest = sent[start...].dropFirst(preamble.count)
      guard let high = rest.first, let low = rest.dropFirst().first else { return nil }
      let length = Int(high) << 8 | Int(low)
      return SAMCommand(body: Array(rest.dropFirst(2).prefix(max(0, length - 1))))
    }
    return nil
  }
}

extension LinkOperation {
  /// Whether this carries at least the beginning of a frame.
  fileprivate func beginsRequest(_ hasPreamble: Bool) -> Bool {
    guard hasPreamble else { return false }
    return switch self {
    case .send(let bytes, _), .write(let bytes), .transmit(let bytes), .control(_, let bytes):
      bytes.indices.contains { bytes[$0...].starts(with: SAMFrame.preamble) }
    default: false
    }
  }
}
