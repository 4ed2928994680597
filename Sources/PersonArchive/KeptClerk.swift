/// An account as the centre had it when its clerk was let in at a window last.
public struct KeptClerk: Equatable, Sendable {
  /// The account.
  public var account: ClerkAccount
  /// Until when it is good without the centre: seconds since 1970.
  public var until: Int

  /// An account that is kept.
  public init(_ account: ClerkAccount, until: Int) {
    self.account = account
    self.until = until
  }
}
