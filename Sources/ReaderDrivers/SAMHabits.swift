/// What one model's module does otherwise than the others.
public struct SAMHabits: Equatable, Sendable {
  /// Takes the command to select a card; without it a found card is read at once.
  public var selects = true
  /// Tells the newest address.
  public var tellsNewestAddress = true

  /// Is asked for the management number of the card body, which is a number of the person's card.
  public var givesManagementNumber = false

  /// The longest frame to the card that the module is told, in bytes; `nil` leaves it what the module has.
  public var rfFrame: UInt8?

  /// Those of most modules.
  public init() {}

  init(_ settings: inout DataSettings) throws(ReaderDataError) {
    selects = try settings.flag("sam.select") ?? selects
    tellsNewestAddress = try settings.flag("sam.newestAddress") ?? tellsNewestAddress
    givesManagementNumber = try settings.flag("sam.managementNumber") ?? givesManagementNumber
    rfFrame = try settings.number("sam.rfFrame", in: 16...255).map { UInt8(truncatingIfNeeded: $0) }
  }
}
