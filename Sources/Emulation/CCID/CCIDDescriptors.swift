/// What a virtual CCID reader says of itself on USB.
///
/// One slot, whole APDUs up to the extended form, and an interrupt endpoint that tells of cards.
enum CCIDDescriptors {
  /// From the host, to the host, and for news of the slot.
  static let endpoints: [UInt8] = [0x02, 0x81, 0x83]
  /// The longest message: a head and 4,096 bytes.
  static let longest = 4_106

  /// The device descriptor of a reader with these ids.
  static func device(vendor: UInt16, product: UInt16) -> [UInt8] {
    [18, 1, 0x10, 0x01, 0, 0, 0, 64] + word(vendor) + word(product) + [0x00, 0x01, 0, 0, 0, 1]
  }

  /// The configuration with its one interface.
  static var configuration: [UInt8] {
    let interface: [UInt8] = [9, 4, 0, 0, 3, 0x0B, 0, 0, 0]
    let points: [UInt8] =
      [7, 5, 0x02, 2, 64, 0, 0] + [7, 5, 0x81, 2, 64, 0, 0] + [7, 5, 0x83, 3, 8, 0, 16]
    let rest = interface + slots + points
    return [9, 2] + word(UInt16(9 + rest.count)) + [1, 1, 0, 0x80, 50] + rest
  }

  /// The class descriptor (CCID 1.1, table 5.1-1).
  private static var slots: [UInt8] {
    let features: UInt32 = 0x0004_04BE  // Sets everything about the card by itself; short and extended APDUs.
    return [54, 0x21, 0x10, 0x01, 0, 7] + long(3)  // One slot, every voltage, T=0 and T=1.
      + long(4_000) + long(4_000) + [0] + long(10_752) + long(344_086) + [0]  // kHz; bits a second.
      + long(254) + long(0) + long(0) + long(features) + long(UInt32(longest)) + [0xFF, 0xFF, 0, 0, 0, 1]
  }

  private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func long(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
