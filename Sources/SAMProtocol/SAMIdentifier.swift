internal import Bytes

/// The identity of a security module: 16 bytes, five little-endian numbers (docs/reader-protocol.md §1.3).
public struct SAMIdentifier: Equatable, Sendable, CustomStringConvertible {
  /// As printed on the housing, for example `05.01-20101129-0001228293-0296863149`.
  public let description: String

  /// Decodes the 16 data bytes of the answer to command 12 FF.
  public init(data: [UInt8]) throws(SAMFrameError) {
    var reader = ByteReader(data)
    do {
      let parts = [
        Self.padded(UInt32(try reader.u16LE()), 2), Self.padded(UInt32(try reader.u16LE()), 2),
        Self.padded(try reader.u32LE(), 8), Self.padded(try reader.u32LE(), 10),
        Self.padded(try reader.u32LE(), 10),
      ]
      try reader.finish()
      description = parts.prefix(2).joined(separator: ".") + "-" + parts.dropFirst(2).joined(separator: "-")
    } catch {
      throw .truncated
    }
  }

  private static func padded(_ number: UInt32, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
