import OneTimeCodes
import Testing

@Suite("Delivery of messages")
struct DeliveryTests {
  static let starts = [
    "queued": Delivery(), "under way": Delivery(.queued, isUnderWay: true), "sent": Delivery(.sent),
    "delivered": Delivery(.delivered), "failed": Delivery(.failed, cause: .refused),
    "unknown": Delivery(.unknown, cause: .noAnswer),
    "over the second": Delivery(.queued, cause: Delivery.Cause(nil, isSecond: true), isUnderWay: true),
    "sent over the second": Delivery(.sent, cause: Delivery.Cause(nil, isSecond: true)),
  ]

  private static func second(_ state: Delivery.State, _ kind: Delivery.Cause.Kind? = nil) -> Delivery {
    Delivery(state, cause: Delivery.Cause(kind, isSecond: true))
  }

  /// What changes; everything that does not stand here leaves the delivery as it is.
  static let changes: [String: [Delivery.Event: Delivery]] = [
    "queued": [
      .begun: Delivery(.queued, isUnderWay: true), .reportedDelivered: Delivery(.delivered),
      .lifeOver: Delivery(.failed, cause: .tooLate),
    ],
    "under way": [
      .accepted: Delivery(.sent), .refused: Delivery(.failed, cause: .refused),
      .refusedNumber: Delivery(.failed, cause: .wrongNumber), .refusedLimit: Delivery(.failed, cause: .limit),
      .refusedAccount: Delivery(.failed, cause: .account),
      .handedOver: Delivery(.queued, cause: Delivery.Cause(nil, isSecond: true), isUnderWay: true),
      .notReached: Delivery(.queued, cause: .gatewayDown), .untrusted: Delivery(.queued, cause: .untrusted),
      .unanswered: Delivery(.unknown, cause: .noAnswer),
      .restarted: Delivery(.unknown, cause: .noAnswer), .restartedIdempotent: Delivery(),
      .reportedDelivered: Delivery(.delivered), .reportedFailed: Delivery(.failed, cause: .undeliverable),
      .lifeOver: Delivery(.unknown, cause: .noAnswer),
    ],
    "sent": [
      .reportedDelivered: Delivery(.delivered), .reportedFailed: Delivery(.failed, cause: .undeliverable),
    ],
    "delivered": [:],
    // Whatever becomes of it there, it is told to have gone over the second gateway.
    "over the second": [
      .begun: Delivery(.queued, isUnderWay: true), .accepted: second(.sent),
      .refused: second(.failed, .refused),
      .refusedNumber: second(.failed, .wrongNumber), .refusedLimit: second(.failed, .limit),
      .refusedAccount: second(.failed, .account), .notReached: second(.queued, .gatewayDown),
      .untrusted: second(.queued, .untrusted), .unanswered: second(.unknown, .noAnswer),
      .restarted: second(.unknown, .noAnswer), .restartedIdempotent: second(.queued),
      .reportedDelivered: second(.delivered), .reportedFailed: second(.failed, .undeliverable),
      .lifeOver: second(.unknown, .noAnswer),
    ],
    "sent over the second": [
      .reportedDelivered: second(.delivered), .reportedFailed: second(.failed, .undeliverable),
    ],
    "failed": [.reportedDelivered: Delivery(.delivered)],
    "unknown": [
      .accepted: Delivery(.sent), .refused: Delivery(.failed, cause: .refused),
      .reportedDelivered: Delivery(.delivered), .reportedFailed: Delivery(.failed, cause: .undeliverable),
    ],
  ]

  @Test("every event in every state", arguments: starts.keys.sorted(), Delivery.Event.allCases)
  func transition(start: String, event: Delivery.Event) throws {
    let before = try #require(Self.starts[start])
    var delivery = before
    let hasChanged = delivery.take(event)
    let expected = Self.changes[start]?[event] ?? before
    #expect(delivery == expected)
    #expect(hasChanged == (expected != before))
  }

  @Test("what is kept of a cause is understood again, and nothing else is")
  func causes() {
    for kind in Delivery.Cause.Kind.allCases.map(Optional.some) + [nil] {
      for isSecond in [true, false] where isSecond || kind != nil {
        let cause = Delivery.Cause(kind, isSecond: isSecond)
        #expect(Delivery.Cause(rawValue: cause.rawValue) == cause)
      }
    }
    #expect(Delivery.Cause(rawValue: "refused") == .refused)
    for text in ["", "third.refused", "second.nothing", "nothing"] {
      #expect(Delivery.Cause(rawValue: text) == nil)
    }
  }

  @Test("a message is handed over only while it waits and nobody is being asked")
  func due() {
    #expect(Self.starts.filter { $0.value.isDue }.map(\.key) == ["queued"])
    #expect(
      Set(Self.starts.filter { $0.value.needsMessage }.map(\.key)) == [
        "queued", "under way", "over the second",
      ])
  }

  @Test("what may have been sent is never due again")
  func neverTwice() {
    let unsent: Set<Delivery.Event> = [.notReached, .untrusted, .restartedIdempotent]
    for event in Delivery.Event.allCases where !unsent.contains(event) {
      var delivery = Delivery(.queued, isUnderWay: true)
      delivery.take(event)
      #expect(!delivery.isDue)
    }
  }
}
