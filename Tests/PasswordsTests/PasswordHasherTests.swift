import Passwords
import PersonalData
import Testing

@Suite("Passwords")
struct PasswordHasherTests {
  private let hasher = PasswordHasher()

  @Test("are known again by their hash, and no other is")
  func knownAgain() async throws {
    let hash = try await hasher.hash(Personal("正确的密码 8"))
    #expect(try await hasher.matches(Personal("正确的密码 8"), hash))
    for wrong in ["正确的密码 9", "正确的密码 8 ", "", "正确的密码 8\u{0}"] {
      #expect(try await !hasher.matches(Personal(wrong), hash))
    }
  }

  @Test("are hashed with Argon2id, 19 MiB, two passes and a salt of their own")
  func form() async throws {
    let hashes = [try await hasher.hash(Personal("a")), try await hasher.hash(Personal("a"))]
    #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") })
    #expect(hashes[0] != hashes[1])
  }

  @Test("match nothing where there is no hash, not the one that stands in for it either")
  func nobody() async throws {
    for password in ["", "anything"] { #expect(try await !hasher.matches(Personal(password), nil)) }
    #expect(try await !hasher.matches(Personal(""), "no hash at all"))
  }

  @Test("a token's digest is the same each time and another for another token")
  func digests() throws {
    #expect(try TokenDigest.of("abc") == TokenDigest.of("abc"))
    #expect(try TokenDigest.of("abc") != TokenDigest.of("abd"))
    // BLAKE2b-256 of the empty text, from RFC 7693's reference code.
    #expect(
      try TokenDigest.of("").map { String($0, radix: 16) }.prefix(4) == ["e", "57", "51", "c0"])
  }
}
