import OneTimeCodes
import Testing

@Suite("Delivery of messages")
struct DeliveryTests {
  static let starts = [
    "queued": Delivery(), "under way": Delivery(.queued, isUnderWay: true), "sent": Delivery(.sent),
    "delivered": Delivery(.delivered), "failed": Delivery(.failed, cause: .refused),
    "unknown": Delivery(.unknown, cause: .noAnswer),
  ]

  /// What changes; everything that does not stand here leaves the delivery as it is.
  static let changes: [String: [Delivery.Event: Delivery]] = [
    "queued": [
      .begun: Delivery(.queued, isUnderWay: true), .reportedDelivered: Delivery(.delivered),
      .lifeOver: Delivery(.failed, cause: .tooLate),
    ],
    "under way": [
      .accepted: Delivery(.sent), .refused: Delivery(.failed, cause: .refused),
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

  @Test("a message is handed over only while it waits and nobody is being asked")
  func due() {
    #expect(Self.starts.filter { $0.value.isDue }.map(\.key) == ["queued"])
    #expect(Set(Self.starts.filter { $0.value.needsMessage }.map(\.key)) == ["queued", "under way"])
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
