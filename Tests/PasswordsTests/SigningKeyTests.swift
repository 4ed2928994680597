import Foundation
import Sealing
import Testing

@testable import Passwords

@Suite("Signing with Ed25519")
struct SigningKeyTests {
  private static func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { index in
      let start = hex.index(hex.startIndex, offsetBy: index)
      return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)
    }
  }

  @Test(
    "gives the public keys and signatures of RFC 8032 §7.1",
    arguments: [
      (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
      ),
      (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
      ),
    ])
  func known(seed: String, publicKey: String, message: String, signature: String) throws {
    let key = try SigningKey(seed: SecretBytes(copying: Self.bytes(seed)))
    #expect(key.publicKey == Self.bytes(publicKey))
    #expect(try key.signature(of: Self.bytes(message)) == Self.bytes(signature))
    #expect(
      SigningKey.isSignature(
        Self.bytes(signature), of: Self.bytes(message), by: Self.bytes(publicKey)))
  }

  @Test("another message, key or signature is none, whichever bit is changed")
  func changed() throws {
    let key = try SigningKey(seed: SecretBytes(copying: [UInt8](repeating: 7, count: 32)))
    let message = Array("window-1".utf8)
    let signature = try key.signature(of: message)
    #expect(SigningKey.isSignature(signature, of: message, by: key.publicKey))
    for index in 0..<(signature.count * 8) {
      var other = signature
      other[index / 8] ^= 1 << UInt8(index % 8)
      #expect(!SigningKey.isSignature(other, of: message, by: key.publicKey), "bit \(index)")
    }
    #expect(!SigningKey.isSignature(signature, of: message + [0], by: key.publicKey))
    let other = try SigningKey(seed: SecretBytes(copying: [UInt8](repeating: 8, count: 32)))
    #expect(!SigningKey.isSignature(signature, of: message, by: other.publicKey))
    for count in [0, 63, 65] {
      #expect(
        !SigningKey.isSignature(
          [UInt8](repeating: 0, count: count), of: message, by: key.publicKey))
    }
    #expect(!SigningKey.isSignature(signature, of: message, by: []))
  }

  @Test("a seed of another size makes no key")
  func size() {
    for count in [0, 31, 33] {
      #expect(throws: SealingError.keySize) {
        _ = try SigningKey(seed: SecretBytes(copying: [UInt8](repeating: 1, count: count)))
      }
    }
  }
}
