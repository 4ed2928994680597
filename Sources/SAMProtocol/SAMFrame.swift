/// The frame around requests and responses (docs/reader-protocol.md §1.1).
///
///     AA AA AA 96 69 | length, 2 bytes, high first | payload | checksum
///
/// The length counts payload and checksum; the checksum is the XOR of length and payload.
public enum SAMFrame {
  /// The five bytes every frame starts with.
  public static let preamble: [UInt8] = [0xAA, 0xAA, 0xAA, 0x96, 0x69]

  /// The longest payload this product accepts: text, photo and fingerprint blocks are 2,313 bytes with their heads.
  public static let maximumPayload = 4_095

  /// The frame that carries `payload`.
  ///
  /// A payload above 65,534 bytes cannot be framed and gives an empty array.
  public static func encode(_ payload: [UInt8]) -> [UInt8] {
    guard let length = UInt16(exactly: payload.count + 1) else { return [] }
    let counted = [UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)] + payload
    return preamble + counted + [checksum(counted)]
  }

  /// The XOR of all bytes.
  public static func checksum(_ bytes: some Sequence<UInt8>) -> UInt8 { bytes.reduce(0, ^) }
}
