internal import Bytes

/// The portals that hand users over (docs/portals.md).
public struct PortalSettings: Equatable, Sendable {
  /// The origins whose pages may open the read screen.
  public var origins: Set<String>
  /// What they are called, by origin.
  public var names: [String: String]
  /// Which accounts may ask about the statements of which origins.
  public var accounts: [String: Set<String>]

  /// The settings in `configuration`; nobody may do anything where it says nothing.
  public init(_ configuration: Configuration) {
    origins = Set(Self.parts(configuration[.portalOrigins]))
    names = Dictionary(Self.pairs(configuration[.portalNames])) { first, _ in first }
    accounts = Dictionary(grouping: Self.pairs(configuration[.portalAccounts]), by: \.0)
      .mapValues { Set($0.map(\.1)) }
  }

  private static func parts(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmedLine() }
  }

  private static func pairs(_ text: String?) -> [(String, String)] { parts(text).compactMap(pair) }

  /// What stands before and behind the first `=`; neither an origin nor an account's name holds one.
  private static func pair(_ text: String) -> (String, String)? {
    let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmedLine() }
    guard let first = parts.first, let last = parts.dropFirst().first else { return nil }
    return (first, last)
  }

  /// Whether `value` may be the value of `key`.
  static func isValid(_ value: String, for key: Configuration.Key) -> Bool {
    value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
      let pair = pair(part.trimmedLine())
      return switch key {
      case .portalNames: pair.map { Configuration.isOrigin($0.0) && $0.1.utf8.count <= 128 } ?? false
      case .portalAccounts: pair.map { !$0.0.isEmpty && Configuration.isOrigin($0.1) } ?? false
      default: Configuration.isOrigin(part.trimmedLine())
      }
    }
  }
}
