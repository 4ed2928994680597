internal import CommandLineKit
internal import LinuxPlatform
internal import OneTimeCodes

/// Which programs are portals for people at home and how much they may ask, as the keys `portal.*` say.
final class HomePortals: Sendable {
  private struct Values: Sendable {
    var users: Set<UInt32> = []
    var limits = TryLimits()
    /// Seconds.
    var sessionLife = 1_800

    init(_ configuration: Configuration) {
      users = configuration.portalUsers
      limits.clientPerHour = configuration.number(.portalClientHour) ?? limits.clientPerHour
      limits.portalPerHour = configuration.number(.portalHour) ?? limits.portalPerHour
      limits.allPerHour = configuration.number(.portalAllHour) ?? limits.allPerHour
      sessionLife = configuration.number(.portalSessionSeconds) ?? sessionLife
    }
  }

  private let values: Changeable<Values>

  /// No portals where `configuration` names none.
  init(_ configuration: Configuration = Configuration()) { values = Changeable(Values(configuration)) }

  /// From now on what `configuration` says.
  func take(_ configuration: Configuration) { values.value = Values(configuration) }

  /// Whether programs of this user are portals.
  func isPortal(_ user: UInt32) -> Bool { values.value.users.contains(user) }

  /// How often statements are looked at.
  var limits: TryLimits { values.value.limits }

  /// How long somebody is signed in, in seconds.
  var sessionLife: Int { values.value.sessionLife }
}
