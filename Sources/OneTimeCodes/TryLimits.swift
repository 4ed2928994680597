/// How often what somebody states at a portal is looked at (docs/portals.md §5).
public struct TryLimits: Equatable, Sendable {
  /// How long a try counts at the longest, in milliseconds.
  public static let memory = 86_400_000

  /// An hour's tries of one client.
  public var clientPerHour: Int
  /// An hour's tries of one portal.
  public var portalPerHour: Int
  /// An hour's tries of all portals.
  public var allPerHour: Int

  /// The limits; those of a number are fixed.
  public init(clientPerHour: Int = 30, portalPerHour: Int = 2_000, allPerHour: Int = 5_000) {
    self.clientPerHour = clientPerHour
    self.portalPerHour = portalPerHour
    self.allPerHour = allPerHour
  }

  /// What holds for one scope.
  public func limits(of scope: TryScope) -> [IssueLimits.Limit] {
    switch scope {
    case .number: [.init(10, within: 3_600), .init(20, within: 86_400)]
    case .client: [.init(clientPerHour, within: 3_600)]
    case .portal: [.init(portalPerHour, within: 3_600)]
    case .all: [.init(allPerHour, within: 3_600)]
    }
  }

  /// The milliseconds until `limit` allows one more.
  ///
  /// `deciding` is when the try was that stands at the limit's count, the newest being the first; `nil` where there were
  /// fewer.
  public static func wait(for limit: IssueLimits.Limit, deciding: Int?, now: Int) -> Int {
    deciding.map { max($0 + limit.seconds * 1_000 - now, 0) } ?? 0
  }
}
