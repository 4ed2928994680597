internal import LinuxPlatform

/// What time it is at the desk: one clock that nobody can set, for how long something lasts, and the time of day.
struct DeskClock: Sendable {
  /// Goes on while the machine sleeps.
  var now: @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
  /// ISO 8601 with the offset from UTC.
  var timeOfDay: @Sendable () -> String = { WallClock.now() }
}
