/// What this window allows beyond the clerks' roles.
public struct WindowPolicy: Equatable, Sendable {
  /// What somebody without an account may do.
  public enum SelfService: String, CaseIterable, Sendable {
    /// Read the own card.
    case read
    /// File what was read.
    case done
    /// Bind a first mobile number.
    case bind
    /// Swipe into a batch whose code is known.
    case batch
  }

  /// What somebody without an account may do.
  public var selfService: Set<SelfService>
  /// Whether documents without a chip may be typed in here.
  public var typesDocuments: Bool
  /// Whether a document that was typed in counts only after a second checker has confirmed it.
  public var wantsSecondChecker: Bool

  /// A policy; by default reading and done.
  public init(
    selfService: Set<SelfService> = [.read, .done], typesDocuments: Bool = false,
    wantsSecondChecker: Bool = false
  ) {
    self.selfService = selfService
    self.typesDocuments = typesDocuments
    self.wantsSecondChecker = wantsSecondChecker
  }
}
