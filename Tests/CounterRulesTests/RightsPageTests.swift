import TestSupport
import Testing

@Suite("Rights on paper")
struct RightsPageTests {
  @Test("docs/rights.md is the rule as it stands")
  func page() throws {
    #expect(try GeneratedPage("docs/rights.md").holds(RightsPage.markdown()))
  }
}
