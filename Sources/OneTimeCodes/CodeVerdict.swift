/// What saying a code did.
public enum CodeVerdict: Equatable, Sendable {
  /// It is right, and used from now on.
  case right
  /// It is not right; so many tries are left.
  case wrong(triesLeft: Int)
  /// It was wrong too often.
  case locked
  /// Its life is over.
  case expired
  /// It was right once already.
  case used
  /// A newer one was issued.
  case superseded
  /// It was issued for another document, number or purpose.
  case otherSubject
}
