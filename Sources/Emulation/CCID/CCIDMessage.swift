/// A message on the bulk endpoints of a CCID reader (USB device class "smart card", CCID 1.1, chapter 6): a head of
/// ten bytes and data.
struct CCIDMessage: Equatable {
  static let headSize = 10

  /// What is asked or answered.
  var kind: UInt8
  /// The number of the request, which the answer repeats.
  var sequence: UInt8
  /// The three bytes of the head whose meaning depends on the kind; of an answer status, error, and one more.
  var parameters: [UInt8]
  var data: [UInt8]

  init(kind: UInt8, sequence: UInt8, parameters: [UInt8], data: [UInt8] = []) {
    self.kind = kind
    self.sequence = sequence
    self.parameters = parameters
    self.data = data
  }

  /// How long the message is that begins with these bytes; `nil` before that is known.
  static func length(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 5 else { return nil }
    return headSize + bytes[1..<5].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// The message that these bytes are, exactly.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.headSize, Self.length(bytes) == bytes.count else { return nil }
    self.init(
      kind: bytes[0], sequence: bytes[6], parameters: Array(bytes[7..<Self.headSize]),
      data: Array(bytes[Self.headSize...]))
  }

  /// As it goes over the wire; the slot is always the first.
  var bytes: [UInt8] {
    let size = (0..<4).map { UInt8(truncatingIfNeeded: data.count >> (8 * $0)) }
    return [kind] + size + [0, sequence] + parameters + data
  }
}
