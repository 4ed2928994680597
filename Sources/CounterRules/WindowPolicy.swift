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

  /// A policy; by default reading and done.
  public init(selfService: Set<SelfService> = [.read, .done], typesDocuments: Bool = false) {
    self.selfService = selfService
    self.typesDocuments = typesDocuments
  }
}
