/// A refused cryptographic step.
///
/// Holds no key, no text and nothing from OpenSSL's own messages.
package enum SealingError: Error, Equatable, Sendable {
  /// OpenSSL refused to work: no memory, no randomness, an algorithm switched off.
  case unavailable
  /// The key has another size than the algorithm.
  case keySize
  /// Not sealed by this key for this place: another key, other associated data, or changed bytes.
  case notAuthentic
}
