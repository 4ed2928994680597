public import OneTimeCodes
public import PersonalData

/// For whom a portal asks.
public struct PortalClient: Equatable, Sendable {
  /// The user that the portal's program runs as.
  public var portal: UInt32
  /// How the portal tells its clients apart.
  public var name: Personal<String>
  /// How often statements are looked at.
  public var limits: TryLimits

  /// A client.
  public init(portal: UInt32, name: Personal<String>, limits: TryLimits) {
    self.portal = portal
    self.name = name
    self.limits = limits
  }
}
