internal import FoundationEssentials
internal import KioskProtocol
internal import Passwords
internal import RPCTransport

/// What a user goes back to a portal with: a JSON Web Token (RFC 7519) that the window signed with EdDSA (RFC 8037).
struct HandOffStatement: Codable, Equatable, Sendable {
  /// How long one is good, in seconds.
  static let life = 120
  /// How far ahead the clock of a window may be, in seconds.
  static let mostAhead = 60
  /// The longest that is looked at, in bytes.
  static let longest = 4_096

  /// How the visit ended.
  enum Outcome: String, Codable, Sendable {
    /// The person is on file, and named.
    case done
    /// The reading is kept safe and reaches the centre later.
    case queued
    /// A supervisor has to decide about the reading.
    case conflict
    case cancelled
    case timedOut
  }

  /// The window's id.
  var iss: String
  /// The portal's origin.
  var aud: String
  var nonce: String
  /// When it was signed and until when it is good, in seconds since 1970.
  var iat: Int
  var exp: Int
  var outcome: Outcome
  /// The reference to the person, with `done`.
  var sub: String?

  private struct Head: Codable {
    var alg = "EdDSA"
    var typ = "JWT"
    var kid: String
  }

  /// Whether it is good at `now`, in seconds since 1970.
  func isFresh(at now: Int) -> Bool {
    let (latest, isBeyond) = now.addingReportingOverflow(Self.mostAhead)
    let (length, isEndless) = exp.subtractingReportingOverflow(iat)
    guard !isBeyond, !isEndless, (1...Self.life).contains(length) else { return false }
    return iat <= latest && now < exp
  }

  /// What is to be signed.
  func signedText(kid: String) -> String {
    Base64URL.encode(Lines.encode(Head(kid: kid))) + "." + Base64URL.encode(Lines.encode(self))
  }

  /// A statement as it came, not yet proven.
  struct Received {
    var statement: HandOffStatement
    private let text: [UInt8]
    private let signature: [UInt8]

    /// The parts of `compact`; `nil` for what is no statement.
    init?(_ compact: String) {
      guard compact.utf8.count <= HandOffStatement.longest else { return nil }
      let parts = compact.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3, let front = parts.first, let last = parts.last,
        let head = Base64URL.decode(front).flatMap({ Lines.decode(Head.self, from: $0) }),
        head.alg == "EdDSA", head.typ == "JWT",
        let statement = Base64URL.decode(parts[1]).flatMap({ Lines.decode(HandOffStatement.self, from: $0) }),
        let signature = Base64URL.decode(last)
      else { return nil }
      self.statement = statement
      self.signature = signature
      text = Array(compact.utf8.dropLast(last.utf8.count + 1))
    }

    /// Whether the key with this public half signed it.
    func isSigned(by publicKey: [UInt8]) -> Bool {
      SigningKey.isSignature(signature, of: text, by: publicKey)
    }
  }
}

/// Base64 for addresses, without padding (RFC 4648 §5).
enum Base64URL {
  static func encode(_ bytes: [UInt8]) -> String {
    let text = Data(bytes).base64EncodedString().utf8.compactMap { byte -> UInt8? in
      switch byte {
      case 0x2B: 0x2D
      case 0x2F: 0x5F
      case 0x3D: nil
      default: byte
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of `text`; `nil` for anything that `encode` does not make.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var plain: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x2D: plain.append(0x2B)
      case 0x5F: plain.append(0x2F)
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: plain.append(byte)
      default: return nil
      }
    }
    while plain.count % 4 != 0 { plain.append(0x3D) }
    guard let bytes = Data(base64Encoded: String(decoding: plain, as: UTF8.self)).map(Array.init),
      encode(bytes) == String(text)
    else { return nil }
    return bytes
  }
}
