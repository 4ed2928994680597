public import KioskProtocol
internal import PersonalData
public import ReaderKit

/// One call of a driver and everything that it did with the device.
public struct RecordedCall: Equatable, Sendable {
  /// The calls a driver knows.
  public enum Kind: String, CaseIterable, Sendable { case identify, find, read, still, reset, close }

  /// Which.
  public var kind: Kind
  /// What it did, in order.
  public var events: [RecordedEvent] = []
  /// What came of it, in words that name no value of a card.
  public var result = Result.nothing

  /// A call of which nothing is known yet.
  public init(kind: Kind) { self.kind = kind }

  /// What came of a call.
  public enum Result: Equatable, Sendable {
    case nothing
    case said(String)
    case failed(FailureReason)
  }
}

extension RecordedCall.Result {
  /// What an identification told.
  public static func identity(_ samID: String?) -> Self { .said(samID.map { "SAM \($0)" } ?? "no SAM id") }
  /// Whether a card was found.
  public static func found(_ isFound: Bool) -> Self { .said(isFound ? "a card" : "no card") }
  /// Whether the card still lies there.
  public static func still(_ isThere: Bool?) -> Self {
    .said(isThere.map { $0 ? "still there" : "lifted" } ?? "cannot tell")
  }
  /// Whether a security module took the reset.
  public static func reset(_ hasModule: Bool) -> Self { .said(hasModule ? "reset" : "no module") }
  /// The sizes of what was read.
  public static func content(_ content: CardContent) -> Self {
    func size(_ block: Personal<[UInt8]>?) -> String { block.map { "\($0.disclosed().count)" } ?? "none" }
    return .said(
      "text \(size(content.text)), photo \(size(content.photo)), newest address \(size(content.newestAddress)), "
        + "management number \(size(content.managementNumber))")
  }
}
