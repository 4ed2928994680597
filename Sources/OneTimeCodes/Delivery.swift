/// Where a message to a person stands: a state machine without I/O (docs/mobile-number.md §5).
public struct Delivery: Equatable, Sendable {
  /// What is told to the clerk.
  public enum State: String, CaseIterable, Codable, Sendable {
    /// It waits for the gateway.
    case queued
    /// The gateway took it.
    case sent
    /// The person's telephone has it.
    case delivered
    /// It will not come.
    case failed
    /// Nobody knows whether it was sent; it is never sent again.
    case unknown
  }

  /// What happens to a message.
  public enum Event: CaseIterable, Sendable {
    /// The gateway is being asked.
    case begun
    /// The gateway took it.
    case accepted
    /// The gateway did not take it and never will.
    case refused
    /// The gateway sends nothing to that number.
    case refusedNumber
    /// The gateway has sent that number, or for this customer, as much as it sends.
    case refusedLimit
    /// The gateway refuses whoever asks: the account, the signature or the template.
    case refusedAccount
    /// The first gateway did not take it and a second one is being asked.
    case handedOver
    /// The gateway certainly did not take it, and may later.
    case notReached
    /// Whoever answers at the gateway's address cannot show that it is the gateway, and was told nothing.
    case untrusted
    /// The gateway may have taken it.
    case unanswered
    /// The gateway reports that it arrived.
    case reportedDelivered
    /// The gateway reports that it will not arrive.
    case reportedFailed
    /// The program started again; asking a second time would send a second message.
    case restarted
    /// The program started again; the gateway knows a message that it has seen.
    case restartedIdempotent
    /// The life of what it says is over.
    case lifeOver
  }

  /// Where it stands.
  public private(set) var state: State
  /// Why, and over which gateway.
  public private(set) var cause: Cause?
  /// Whether the gateway is being asked right now, or was when the program ended.
  public private(set) var isUnderWay: Bool

  /// A message that waits.
  public init() { self.init(.queued) }

  /// A message as it was kept.
  public init(_ state: State, cause: Cause? = nil, isUnderWay: Bool = false) {
    self.state = state
    self.cause = cause
    self.isUnderWay = isUnderWay
  }

  /// Whether the sealed message is still needed.
  public var needsMessage: Bool { state == .queued }

  /// Whether it may be handed to the gateway now.
  public var isDue: Bool { state == .queued && !isUnderWay }

  /// Takes what happened; whether it changed anything.
  ///
  /// Answers and reports come late, twice and in any order: what says more about the telephone wins, and what was
  /// delivered stays so.
  @discardableResult
  public mutating func take(_ event: Event) -> Bool {
    let before = self
    switch (event, state) {
    case (_, .delivered): break
    case (.reportedDelivered, _): settle(.delivered)
    case (.begun, .queued):
      isUnderWay = true
      // Each time the first gateway is asked first.
      cause = cause?.over(isSecond: false)
    case (.handedOver, .queued) where isUnderWay: cause = Cause(nil, isSecond: true)
    case (.accepted, .queued) where isUnderWay: settle(.sent)
    case (.accepted, .unknown): settle(.sent)
    case (.refused, .queued) where isUnderWay: settle(.failed, .refused)
    case (.refused, .unknown): settle(.failed, .refused)
    case (.refusedNumber, .queued) where isUnderWay: settle(.failed, .wrongNumber)
    case (.refusedLimit, .queued) where isUnderWay: settle(.failed, .limit)
    case (.refusedAccount, .queued) where isUnderWay: settle(.failed, .account)
    case (.notReached, .queued) where isUnderWay: settle(.queued, .gatewayDown)
    case (.untrusted, .queued) where isUnderWay: settle(.queued, .untrusted)
    case (.unanswered, .queued) where isUnderWay: settle(.unknown, .noAnswer)
    case (.restarted, .queued) where isUnderWay: settle(.unknown, .noAnswer)
    case (.restartedIdempotent, .queued) where isUnderWay: settle(.queued)
    case (.reportedFailed, .sent), (.reportedFailed, .unknown): settle(.failed, .undeliverable)
    case (.reportedFailed, .queued) where isUnderWay: settle(.failed, .undeliverable)
    case (.lifeOver, .queued): isUnderWay ? settle(.unknown, .noAnswer) : settle(.failed, .tooLate)
    default: break
    }
    return self != before
  }

  private mutating func settle(_ state: State, _ kind: Cause.Kind? = nil) {
    // What never left, or waits to be asked about anew, went over no gateway.
    let isSecond = cause?.isSecond == true && kind != .tooLate
    self.state = state
    cause = isSecond || kind != nil ? Cause(kind, isSecond: isSecond) : nil
    isUnderWay = false
  }
}
