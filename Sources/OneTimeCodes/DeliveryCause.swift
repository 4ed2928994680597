extension Delivery {
  /// Why a message stands where it stands, and whether a second gateway was asked.
  public struct Cause: Equatable, Sendable, RawRepresentable {
    /// Why a message waits, failed or is unknown.
    public enum Kind: String, CaseIterable, Codable, Sendable {
      /// The gateway cannot be reached; it is tried again.
      case gatewayDown
      /// Nobody vouches for the gateway's certificate; it is tried again.
      case untrusted
      /// The gateway refused it and did not say why.
      case refused
      /// The gateway sends nothing to that number.
      case wrongNumber
      /// The gateway sends no more to that number, or for this customer, for a time.
      case limit
      /// The gateway refuses the account, the signature or the template.
      case account
      /// The gateway took it, and the network could not deliver it.
      case undeliverable
      /// The life of what it says was over before the gateway took it.
      case tooLate
      /// The gateway did not answer, or the program ended while it was being asked.
      case noAnswer
    }

    /// What stands before the kind where a second gateway was asked.
    private static let mark = "second"

    /// Why; `nil` where nothing is wrong.
    public let kind: Kind?
    /// Whether the message was handed to the second gateway.
    public let isSecond: Bool

    /// A cause.
    public init(_ kind: Kind?, isSecond: Bool = false) {
      self.kind = kind
      self.isSecond = isSecond
    }

    /// The cause as it is kept: `refused`, `second`, `second.refused`.
    public init?(rawValue: String) {
      var rest = Substring(rawValue)
      isSecond = rest.hasPrefix(Self.mark)
      if isSecond { rest = rest.dropFirst(Self.mark.count) }
      if rest.first == "." { rest = rest.dropFirst() }
      kind = Kind(rawValue: String(rest))
      guard kind != nil || (isSecond && rest.isEmpty) else { return nil }
    }

    /// The same as it is kept.
    public var rawValue: String {
      let words = [isSecond ? Self.mark : nil, kind?.rawValue]
      return words.compactMap(\.self).joined(separator: ".")
    }

    /// The same over another gateway; `nil` where nothing is left to say.
    func over(isSecond: Bool) -> Cause? {
      isSecond || kind != nil ? Cause(kind, isSecond: isSecond) : nil
    }

    /// It cannot be reached.
    public static let gatewayDown = Cause(.gatewayDown)
    /// Nobody vouches for it.
    public static let untrusted = Cause(.untrusted)
    /// It refused, and did not say why.
    public static let refused = Cause(.refused)
    /// It sends nothing to that number.
    public static let wrongNumber = Cause(.wrongNumber)
    /// It sends no more for a time.
    public static let limit = Cause(.limit)
    /// It refuses the account, the signature or the template.
    public static let account = Cause(.account)
    /// The network could not deliver it.
    public static let undeliverable = Cause(.undeliverable)
    /// Its life was over.
    public static let tooLate = Cause(.tooLate)
    /// Nobody knows.
    public static let noAnswer = Cause(.noAnswer)
  }
}
