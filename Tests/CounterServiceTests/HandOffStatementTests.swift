import CommandLineKit
import KioskProtocol
import Passwords
import Sealing
import TestSupport
import Testing

@testable import CounterService

@Suite("Statements for portals")
struct HandOffStatementTests {
  private static let statement = HandOffStatement(
    iss: "window-1", aud: "https://portal.example", nonce: "n0123456789abcdef", iat: 1_000, exp: 1_120,
    outcome: .done, sub: "cmVmZXJlbmNl")
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func signer() -> WindowSigner { WindowSigner(folder: folder.path, credentials: nil) }

  @Test("are read back by whoever has the window's public key, also after a restart")
  func readBack() async throws {
    let text = try await signer().signed(Self.statement)
    let received = try #require(HandOffStatement.Received(text))
    #expect(received.statement == Self.statement)
    #expect(received.isSigned(by: try await signer().publicKey()))
    let elsewhere = WindowSigner(folder: try folder.makeFolder("other"), credentials: nil)
    #expect(!received.isSigned(by: try await elsewhere.publicKey()))
  }

  @Test("with any character changed are none, or nobody's")
  func changed() async throws {
    let (text, key) = (try await signer().signed(Self.statement), try await signer().publicKey())
    for index in text.indices {
      for letter in ["A", "B", ".", "=", "é"] where String(text[index]) != letter {
        var other = text
        other.replaceSubrange(index...index, with: letter)
        #expect(HandOffStatement.Received(other)?.isSigned(by: key) != true, "\(other)")
      }
    }
    for other in ["", ".", "..", "a.b.c", text + ".", text + "." + text, String(text.dropLast())] {
      #expect(HandOffStatement.Received(other)?.isSigned(by: key) != true, "\(other)")
    }
  }

  @Test("of another algorithm are not looked at, whoever signed them")
  func algorithm() async throws {
    let claims = try await signer().signed(Self.statement).split(separator: ".")[1]
    let seed = try SecretBytes(random: 32)
    let key = try SigningKey(seed: seed)
    for (alg, isTaken) in [("EdDSA", true), ("none", false), ("HS256", false)] {
      let head = Base64URL.encode(Array(#"{"alg":"\#(alg)","kid":"0","typ":"JWT"}"#.utf8))
      let signature = try key.signature(of: Array("\(head).\(claims)".utf8))
      let received = HandOffStatement.Received("\(head).\(claims).\(Base64URL.encode(signature))")
      #expect((received?.isSigned(by: key.publicKey) ?? false) == isTaken, "\(alg)")
    }
  }

  @Test("are good for their two minutes, and no longer than that whatever they say")
  func fresh() {
    for (now, isFresh) in [(939, false), (940, true), (1_000, true), (1_119, true), (1_120, false)] {
      #expect(Self.statement.isFresh(at: now) == isFresh, "\(now)")
    }
    var other = Self.statement
    other.exp = 1_121
    #expect(!other.isFresh(at: 1_000))
    (other.iat, other.exp) = (.min, .max)
    #expect(!other.isFresh(at: 1_000))
    #expect(!other.isFresh(at: 1_000) && !Self.statement.isFresh(at: .max))
    (other.iat, other.exp) = (1_000, 1_000)
    #expect(!other.isFresh(at: 999))
  }

  @Test("are asked for by links whose address is a configured portal's, and by no other")
  func links() throws {
    let portals = PortalSettings(
      try Configuration(text: "portal.origins = https://portal.example, http://127.0.0.1:8081"))
    let nonce = "n0123456789-ABC_"
    func reason(_ address: String, nonce: String = nonce) -> FailureReason? {
      do throws(KioskFailure) {
        _ = try HandOffLink(nonce: nonce, returnTo: address, portals)
        return nil
      } catch {
        return error.reason
      }
    }
    for address in [
      "https://portal.example", "https://portal.example/", "https://portal.example/back?x=1&y=%23",
      "https://portal.example?x", "http://127.0.0.1:8081/back",
    ] { #expect(reason(address) == nil, "\(address)") }
    for address in [
      "https://portal.example.evil/", "https://portal.example@evil.example/", "https://portal.example:444/",
      "http://portal.example/", "https://Portal.example/", "//portal.example/", "javascript:alert(1)",
      "https://evil.example/https://portal.example/", "http://127.0.0.1:80811/", "data:,x", "/",
    ] { #expect(reason(address) == .handOffOriginUnknown, "\(address)") }
    for address in [
      "", "https://portal.example/#x", "https://portal.example\\@evil.example/", "https://portal.example/\n",
      "https://portal.example/ x", "https://portal.example/甲",
      "https://portal.example/" + String(repeating: "x", count: 2_048),
    ] { #expect(reason(address) == .handOffLinkInvalid, "\(address)") }
    for nonce in ["", "short", "n0123456789abc+/", String(repeating: "n", count: 129), "n0123456789abcdé"] {
      #expect(reason("https://portal.example/", nonce: nonce) == .handOffLinkInvalid, "\(nonce)")
    }
    let none = PortalSettings(Configuration())
    #expect(throws: KioskFailure(.handOffOriginUnknown)) {
      _ = try HandOffLink(nonce: nonce, returnTo: "https://portal.example/", none)
    }
  }

  @Test("base64 of addresses takes nothing that it does not make")
  func base64() {
    // RFC 8037, appendix A.4.
    let payload = "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    #expect(Base64URL.decode(payload) == Array("Example of Ed25519 signing".utf8))
    #expect(Base64URL.encode(Array("Example of Ed25519 signing".utf8)) == payload)
    for text in ["A", "AB==", "AA+A", "AA/A", "A A", "AB"] {
      #expect(Base64URL.decode(text) == nil, "\(text)")
    }
    #expect(Base64URL.decode("AA") == [0] && Base64URL.decode("") == [])
  }
}
