/// Why a password could not be hashed or compared.
package enum PasswordError: Error, Equatable, Sendable {
  /// libsodium refused to work: no memory, no randomness.
  case unavailable
}
