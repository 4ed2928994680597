public import Bytes

/// The blocks in the answer to a read (docs/reader-protocol.md §5.1).
///
/// The lengths are read, never assumed.
public struct SAMCardBlocks: Equatable, Sendable {
  /// The text block, 256 bytes on every known card.
  public var text: [UInt8]
  /// The photo block, 1,024 bytes on every known card.
  public var photo: [UInt8]
  /// The fingerprint block, when it was asked for.
  public var fingerprint: [UInt8]?

  /// Blocks put together by hand, as a virtual module does.
  public init(text: [UInt8], photo: [UInt8], fingerprint: [UInt8]? = nil) {
    self.text = text
    self.photo = photo
    self.fingerprint = fingerprint
  }

  /// Splits the data of a response; lengths that do not add up are an error.
  public init(data: [UInt8], withFingerprint: Bool = false) throws(DecodeError) {
    var reader = ByteReader(data)
    let textLength = Int(try reader.u16BE())
    let photoLength = Int(try reader.u16BE())
    let fingerprintLength = withFingerprint ? Int(try reader.u16BE()) : 0
    text = try reader.array(textLength)
    photo = try reader.array(photoLength)
    fingerprint = withFingerprint ? try reader.array(fingerprintLength) : nil
    try reader.finish()
  }

  /// The data as a module sends it; also the object that page readers hand out (docs/reader-protocol.md §4.1).
  public var data: [UInt8] {
    let lengths = [text.count, photo.count] + (fingerprint.map { [$0.count] } ?? [])
    return lengths.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      + text + photo + (fingerprint ?? [])
  }
}
