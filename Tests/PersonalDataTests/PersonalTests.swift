import PersonalData
import Testing

@Suite("Personal values")
struct PersonalTests {
  @Test("no way of making text shows the value")
  func redaction() {
    struct Holder { var name: Personal<String> }
    let marker = "MARKER-样本甲"
    let personal = Personal(marker)
    var dumped = ""
    dump(Holder(name: personal), to: &dumped)
    let texts = [
      "\(personal)", String(describing: personal), String(reflecting: personal), dumped,
      "\(Holder(name: personal))", String(reflecting: Holder(name: personal)), "\([personal])",
      "\(Optional(personal) as Any)",
    ]
    for text in texts { #expect(!text.contains("MARKER") && text.contains("<personal>")) }
    #expect(personal.disclosed() == marker)
  }
}
