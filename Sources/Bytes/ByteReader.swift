/// Reads fixed-size values from received bytes and throws, with the offset, instead of running past the end.
public struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  /// How many bytes have been read.
  public private(set) var offset = 0

  /// A reader over all of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  /// A reader over `slice`; offsets count from its first byte.
  public init(_ slice: ArraySlice<UInt8>) { bytes = slice }

  /// How many bytes are left.
  public var remaining: Int { bytes.count - offset }

  /// The next byte.
  public mutating func u8() throws(DecodeError) -> UInt8 {
    let slice = try take(1)
    return slice[slice.startIndex]
  }

  /// The next two bytes, high byte first.
  public mutating func u16BE() throws(DecodeError) -> UInt16 {
    let high = try u8()
    return UInt16(high) << 8 | UInt16(try u8())
  }

  /// The next two bytes, low byte first.
  public mutating func u16LE() throws(DecodeError) -> UInt16 {
    let low = try u8()
    return UInt16(try u8()) << 8 | UInt16(low)
  }

  /// The next four bytes, low byte first.
  public mutating func u32LE() throws(DecodeError) -> UInt32 {
    let low = try u16LE()
    return UInt32(try u16LE()) << 16 | UInt32(low)
  }

  /// The next `count` bytes.
  public mutating func take(_ count: Int) throws(DecodeError) -> ArraySlice<UInt8> {
    guard count >= 0, remaining >= count else {
      throw DecodeError(.truncated(needed: count, available: remaining), at: offset)
    }
    let start = bytes.startIndex + offset
    offset += count
    return bytes[start..<(start + count)]
  }

  /// The next `count` bytes as an array.
  public mutating func array(_ count: Int) throws(DecodeError) -> [UInt8] { Array(try take(count)) }

  /// Everything that is left.
  public mutating func rest() -> ArraySlice<UInt8> {
    let slice = bytes[(bytes.startIndex + offset)...]
    offset = bytes.count
    return slice
  }

  /// Throws unless everything was read.
  public func finish() throws(DecodeError) {
    guard remaining == 0 else { throw DecodeError(.leftover(remaining), at: offset) }
  }
}
