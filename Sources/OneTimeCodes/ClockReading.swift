/// What the machine's clocks say at one moment, in milliseconds.
public struct ClockReading: Equatable, Sendable {
  /// Time of day since 1970; people and programs set it.
  public var wall: Int
  /// Time since the machine started, sleep included; nobody sets it.
  public var uptime: Int
  /// Which start of the machine `uptime` counts from.
  public var boot: String

  /// A reading of the clocks.
  public init(wall: Int, uptime: Int, boot: String) {
    self.wall = wall
    self.uptime = uptime
    self.boot = boot
  }
}
