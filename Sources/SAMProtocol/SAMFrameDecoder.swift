/// Takes received bytes in any portions and gives back whole payloads.
///
/// Bytes in front of a preamble are dropped. After an error everything buffered is gone: with frames that carry no
/// number of their own, what follows a broken one cannot be trusted.
public struct SAMFrameDecoder: Sendable {
  private var buffer: [UInt8] = []

  /// A decoder that has seen nothing.
  public init() {}

  /// Whether a started frame waits for more bytes.
  public var isInsideFrame: Bool { !buffer.isEmpty }

  /// Adds received bytes.
  public mutating func feed(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  /// Forgets everything received.
  public mutating func reset() { buffer = [] }

  /// The payload of the next whole frame, or `nil` while there is none.
  public mutating func nextPayload() throws(SAMFrameError) -> [UInt8]? {
    dropNoise()
    let head = SAMFrame.preamble.count
    guard buffer.count >= head + 2 else { return nil }
    let length = Int(buffer[head]) << 8 | Int(buffer[head + 1])
    guard length >= 2, length <= SAMFrame.maximumPayload + 1 else {
      reset()
      throw .badLength(length)
    }
    let total = head + 2 + length
    guard buffer.count >= total else { return nil }
    let counted = buffer[head..<total]
    guard SAMFrame.checksum(counted) == 0 else {
      reset()
      throw .badChecksum
    }
    let payload = Array(counted.dropFirst(2).dropLast())
    buffer.removeFirst(total)
    return payload
  }

  /// Keeps the longest end of the buffer that is, or may become, a preamble and what follows it.
  private mutating func dropNoise() {
    let preamble = SAMFrame.preamble
    for start in buffer.indices {
      let candidate = buffer[start...].prefix(preamble.count)
      if candidate.elementsEqual(preamble.prefix(candidate.count)) {
        buffer.removeFirst(start)
        return
      }
    }
    buffer = []
  }
}

/// Why received bytes are no frame.
public enum SAMFrameError: Error, Equatable, Sendable {
  case badLength(Int)
  case badChecksum
  case truncated
}
