/// Cuts a stream of bytes into lines.
struct LineBuffer {
  /// A longer line is cut: nobody types one.
  private static let limit = 8_192
  private var pending: [UInt8] = []

  /// Takes what came and returns the lines that are now whole, without their ends.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [String] {
    var lines: [String] = []
    for byte in bytes {
      if byte == 0x0A {
        lines.append(String(decoding: pending, as: UTF8.self))
        pending = []
      } else if pending.count < Self.limit {
        pending.append(byte)
      }
    }
    return lines
  }
}
