import OneTimeCodes
import Testing

@Suite("How often a statement is looked at")
struct TryLimitsTests {
  @Test("a number has ten tries an hour and twenty a day, everything else what is configured")
  func limits() {
    let limits = TryLimits(clientPerHour: 2, portalPerHour: 3, allPerHour: 4)
    #expect(limits.limits(of: .number) == [.init(10, within: 3_600), .init(20, within: 86_400)])
    #expect(limits.limits(of: .client) == [.init(2, within: 3_600)])
    #expect(limits.limits(of: .portal) == [.init(3, within: 3_600)])
    #expect(limits.limits(of: .all) == [.init(4, within: 3_600)])
    for scope in TryScope.allCases {
      // What is forgotten may decide nothing.
      #expect(limits.limits(of: scope).allSatisfy { $0.seconds * 1_000 <= TryLimits.memory })
    }
  }

  @Test("the try at a limit's count decides until its time is over")
  func waiting() {
    let limit = IssueLimits.Limit(10, within: 3_600)
    #expect(TryLimits.wait(for: limit, deciding: nil, now: 5_000) == 0)
    #expect(TryLimits.wait(for: limit, deciding: 1_000, now: 5_000) == 3_596_000)
    #expect(TryLimits.wait(for: limit, deciding: 1_000, now: 3_600_999) == 1)
    #expect(TryLimits.wait(for: limit, deciding: 1_000, now: 3_601_000) == 0)
    #expect(TryLimits.wait(for: limit, deciding: 1_000, now: 9_000_000) == 0)
  }
}
