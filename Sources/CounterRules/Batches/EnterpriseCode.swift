internal import IdentityDocuments

/// The code an enterprise is registered under, with its check character right (docs/batches.md §2).
public struct EnterpriseCode: Hashable, Sendable {
  /// Which of the two codes it is.
  public enum Form: String, Sendable {
    /// 统一社会信用代码, 18 characters (GB 32100).
    case unifiedSocialCredit
    /// 组织机构代码, 9 characters (GB 11714).
    case organisation
  }

  /// Upper case, half width, without hyphen and spaces.
  public let text: String
  /// Which code it is.
  public let form: Form

  /// The code in `text`, however width, case, spaces and the hyphen are written; `nil` unless it is one and its
  /// check character is right.
  public init?(_ text: String) {
    let even = NumberText.normalized(text).uppercased().filter { $0 != " " && $0 != "-" }
    let characters = Array(even.utf8)
    switch characters.count {
    case 18:
      guard Self.creditCheck(of: characters.dropLast()) == characters.last else { return nil }
      form = .unifiedSocialCredit
    case 9:
      guard Self.organisationCheck(of: characters.dropLast()) == characters.last else { return nil }
      form = .organisation
    default: return nil
    }
    self.text = even
  }

  /// The check character that belongs to the first 17 characters of a unified social credit code.
  ///
  /// `nil` where one of them cannot stand there: the letters I, O, S, V and Z are not used, and 3 to 8 are digits.
  public static func creditCheck(of body: some Collection<UInt8>) -> UInt8? {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    guard body.count == weights.count,
      body.dropFirst(2).prefix(6).allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    var sum = 0
    for (byte, weight) in zip(body, weights) {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      sum += value * weight
    }
    return alphabet.dropFirst((31 - sum % 31) % 31).first
  }

  /// The check character that belongs to the first 8 characters of an organisation code.
  public static func organisationCheck(of body: some Collection<UInt8>) -> UInt8? {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    guard body.count == weights.count else { return nil }
    var sum = 0
    for (byte, weight) in zip(body, weights) {
      switch byte {
      case 0x30...0x39: sum += (Int(byte) - 0x30) * weight
      case 0x41...0x5A: sum += (Int(byte) - 0x41 + 10) * weight
      default: return nil
      }
    }
    return Array("0X987654321".utf8).dropFirst(sum % 11).first
  }
}
