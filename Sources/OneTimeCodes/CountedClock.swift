/// The time that lives of codes and limits are counted in: it never goes back, and never runs slower than true time.
///
/// It follows the time of day forwards. When that is set back, the time since the machine's start goes on counting, so
/// no life gets longer. Over a restart of the machine only the time of day is left; where that was set back too,
/// nobody knows what has passed.
public struct CountedClock: Equatable, Sendable {
  /// The latest counted time, in milliseconds.
  public private(set) var latest: Int
  /// The time of day that was seen with it.
  public private(set) var wall: Int
  /// Counted time less the time since the machine's start.
  public private(set) var offset: Int
  /// The start of the machine that was seen with it.
  public private(set) var boot: String

  /// Begins to count at the time of day.
  public init(_ reading: ClockReading) {
    latest = reading.wall
    wall = reading.wall
    offset = reading.wall - reading.uptime
    boot = reading.boot
  }

  /// A clock as it was kept.
  public init(latest: Int, wall: Int, offset: Int, boot: String) {
    self.latest = latest
    self.wall = wall
    self.offset = offset
    self.boot = boot
  }

  /// Counts on to `reading`; whether it is known how much time has passed.
  ///
  /// Where it is not, every life that was counted so far is over.
  public mutating func advance(to reading: ClockReading) -> Bool {
    var isKnown = true
    if reading.boot == boot {
      // Comparing offsets and not adding up steps: the small errors of many readings do not add up either.
      offset = max(offset, reading.wall - reading.uptime)
    } else {
      isKnown = reading.wall >= wall
      offset = latest + max(reading.wall - wall, 0) - reading.uptime
      boot = reading.boot
    }
    wall = reading.wall
    latest = max(latest, reading.uptime + offset)
    return isKnown
  }
}
