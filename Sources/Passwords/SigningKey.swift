internal import CSodium
package import Sealing

/// A key that signs with Ed25519 (RFC 8032).
package final class SigningKey {
  /// Bytes of the seed that it is made of.
  package static let seedSize = 32
  /// Bytes of a public key.
  package static let publicSize = 32
  /// Bytes of a signature.
  package static let signatureSize = 64
  private static let secretSize = 64

  /// With this anybody can tell what the key signed.
  package let publicKey: [UInt8]
  private let secret: SecretBytes

  /// The key of a seed of 32 random bytes; the same seed gives the same key.
  package init(seed: borrowing SecretBytes) throws(SealingError) {
    guard (try? Sodium.begin()) != nil else { throw .unavailable }
    guard seed.count == Self.seedSize else { throw .keySize }
    var publicKey = [UInt8](repeating: 0, count: Self.publicSize)
    secret = try unsafe seed.withBytes { (seed) throws(SealingError) in
      try unsafe SecretBytes(count: Self.secretSize) { (new) throws(SealingError) in
        guard let start = unsafe new.bindMemory(to: UInt8.self).baseAddress,
          let seed = seed.baseAddress,
          unsafe crypto_sign_seed_keypair(&publicKey, start, seed) == 0
        else { throw SealingError.unavailable }
      }
    }
    self.publicKey = publicKey
  }

  /// The signature of `message`, 64 bytes.
  package func signature(of message: [UInt8]) throws(SealingError) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Self.signatureSize)
    let isMade = unsafe secret.withBytes { secret in
      guard let start = secret.baseAddress else { return false }
      return unsafe crypto_sign_detached(&signature, nil, message, UInt64(message.count), start) == 0
    }
    guard isMade else { throw .unavailable }
    return signature
  }

  /// Whether `signature` was made of `message` by the key whose public half this is.
  package static func isSignature(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    guard (try? Sodium.begin()) != nil, signature.count == signatureSize, publicKey.count == publicSize else {
      return false
    }
    return unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
  }

  /// A public key as other programs read it: SubjectPublicKeyInfo (RFC 8410 §4), in DER.
  package static func subjectInfo(_ publicKey: [UInt8]) -> [UInt8] {
    [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + publicKey
  }
}
