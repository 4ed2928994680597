public import Bytes

/// The addresses that were added to a card after it was made (docs/reader-protocol.md §1.3 and §5.8).
public enum NewestAddress {
  /// The last record that is not blank, of up to four records of 70 bytes; empty text if all are blank.
  ///
  /// The block has no length field, so a shorter last record is read as far as it goes. Throws for more than four
  /// records and for half a character. An unpaired surrogate becomes U+FFFD.
  /// Unlike the text block, records that the card does not have may be filled with zeros, which are padding as well.
  public static func text(of block: [UInt8]) throws(DecodeError) -> String {
    guard block.count <= 280, block.count.isMultiple(of: 2) else {
      throw DecodeError(.unexpectedLength(block.count), at: 0)
    }
    var reader = ByteReader(block)
    var newest = ""
    while reader.remaining > 0 {
      var units: [UInt16] = []
      for _ in 0..<min(35, reader.remaining / 2) { units.append(try reader.u16LE()) }
      while let last = units.last, last == 0x20 || last == 0 { units.removeLast() }
      if !units.isEmpty { newest = String(decoding: units, as: UTF16.self) }
    }
    return newest
  }
}
