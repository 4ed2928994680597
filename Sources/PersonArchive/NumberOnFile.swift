public import OneTimeCodes

/// What is on file of a person's number.
public struct NumberOnFile: Equatable, Sendable {
  /// A live binding.
  public struct Bound: Equatable, Sendable {
    /// The number.
    public var number: MobileNumber
    /// ISO 8601 with the offset from UTC.
    public var since: String
    /// Whether a clerk confirmed the face.
    public var isFaceConfirmed: Bool

    /// A live binding.
    public init(number: MobileNumber, since: String, isFaceConfirmed: Bool) {
      self.number = number
      self.since = since
      self.isFaceConfirmed = isFaceConfirmed
    }
  }

  /// The newest code that was issued and not used.
  public struct Waiting: Equatable, Sendable {
    /// Where it went.
    public var number: MobileNumber
    /// What it is good for.
    public var purpose: CodePurpose
    /// Whether it can still be said.
    public var state: Challenge.State
    /// Seconds until its life is over.
    public var secondsLeft: Int
    /// Tries left.
    public var triesLeft: Int
    /// Seconds until another code may be asked for this number.
    public var secondsToNext: Int
    /// Its message's number in the outbox.
    public var message: Int
    /// Where its message stands.
    public var delivery: Delivery

    /// A code that waits.
    public init(
      number: MobileNumber, purpose: CodePurpose, state: Challenge.State, secondsLeft: Int, triesLeft: Int,
      secondsToNext: Int, message: Int, delivery: Delivery
    ) {
      self.number = number
      self.purpose = purpose
      self.state = state
      self.secondsLeft = secondsLeft
      self.triesLeft = triesLeft
      self.secondsToNext = secondsToNext
      self.message = message
      self.delivery = delivery
    }
  }

  /// The person's id.
  public var person: String
  /// The live binding.
  public var bound: Bound?
  /// The code that waits.
  public var waiting: Waiting?
  /// What the clerk should know.
  public var warnings: [NumberWarning]

  /// What is on file.
  public init(person: String, bound: Bound?, waiting: Waiting?, warnings: [NumberWarning]) {
    self.person = person
    self.bound = bound
    self.waiting = waiting
    self.warnings = warnings
  }
}
