/// The photo block of an invented person: a seed from which the stand-in decoder draws a face.
///
/// It is a format of our own and plainly so: no block of a real card begins like it.
package enum DrawnFace {
  /// What a block begins with.
  package static let signature = "IDKIOSK-DRAWN-FACE-1\n"
  /// How many bytes a photo block has (docs/reader-protocol.md §5.1).
  package static let size = 1_024

  /// The signature, the seed with its low byte first, and zeros.
  package static func block(seed: UInt32) -> [UInt8] {
    let head = Array(signature.utf8) + (0..<4).map { UInt8(truncatingIfNeeded: seed >> (8 * $0)) }
    return head + [UInt8](repeating: 0, count: size - head.count)
  }
}
