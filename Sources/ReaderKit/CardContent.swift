public import PersonalData

/// What a driver got from one card: the blocks as they came.
public struct CardContent: Sendable {
  /// The text block, 256 bytes on every known card.
  public var text: Personal<[UInt8]>
  /// The photo block, 1,024 bytes on every known card; empty when the card gave none.
  public var photo: Personal<[UInt8]>
  /// The block of added addresses; empty when the card has none, `nil` where it was not obtained.
  public var newestAddress: Personal<[UInt8]>?
  /// The card body's management number, in a layout that is not published; `nil` where it was not asked for.
  public var managementNumber: Personal<[UInt8]>?
  /// How long each step took.
  public var timing: StepTimes

  /// Blocks with their timing.
  public init(text: Personal<[UInt8]>, photo: Personal<[UInt8]>, timing: StepTimes) {
    self.text = text
    self.photo = photo
    self.timing = timing
  }
}

/// How long the steps of a read took; a step that a link does not have is `nil`.
public struct StepTimes: Equatable, Sendable {
  /// From asking for a card to knowing that one lies there.
  public var find: Duration?
  /// Selecting it.
  public var select: Duration?
  /// Reading its blocks.
  public var read: Duration?

  /// No step yet.
  public init() {}
}
