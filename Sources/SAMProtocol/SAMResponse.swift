/// What the security module answered: the status and the data behind it (docs/reader-protocol.md §1.3).
public struct SAMResponse: Equatable, Sendable {
  /// The third status byte; the only one with a meaning.
  public var status: SAMStatus
  /// What stands between the status bytes and the checksum.
  public var data: [UInt8]

  /// A response made by hand, as a virtual module does.
  public init(_ status: SAMStatus, data: [UInt8] = []) {
    self.status = status
    self.data = data
  }

  /// The response in a received payload; at least three bytes.
  public init(payload: [UInt8]) throws(SAMFrameError) {
    guard payload.count >= 3 else { throw .truncated }
    status = SAMStatus(code: payload[2])
    data = Array(payload.dropFirst(3))
  }

  /// The whole frame as a module sends it, with 00 00 in the two bytes without meaning.
  public var frame: [UInt8] { SAMFrame.encode([0, 0, status.code] + data) }
}
