import IdentityDocuments
import PersonalData
import Testing

@Suite("Documents that are typed in")
struct TypedDocumentTests {
  private static let day = CalendarDate(compact: "20261121")

  private func passport(_ change: (inout IdentityDocument) -> Void = { _ in }) -> IdentityDocument {
    var document = IdentityDocument(kind: .foreignPassport)
    document.number = Personal(" l898902c3 ")
    document.englishName = Personal("  ERIKSSON, ANNA ")
    document.nationality = Personal("can")
    document.sex = Personal(CodedValue(code: "2", name: ""))
    document.birthDate = Personal(.text("1974.8.12"))
    document.validUntil = Personal(.text("２０３５０６１２"))
    change(&document)
    return document
  }

  private func typed(_ document: IdentityDocument) throws -> TypedDocument {
    try TypedDocument(document, today: try #require(Self.day))
  }

  @Test("values get their one form, and that it was typed is a finding")
  func forms() throws {
    let typed = try typed(passport())
    #expect(typed.document.number?.disclosed() == "L898902C3")
    #expect(typed.document.englishName?.disclosed() == "ERIKSSON, ANNA")
    #expect(typed.document.nationality?.disclosed() == "CAN")
    #expect(typed.document.sex?.disclosed() == CodedValue(code: "2", name: "女"))
    #expect(typed.document.birthDate?.disclosed().day?.description == "1974-08-12")
    #expect(typed.document.validUntil?.disclosed().day?.description == "2035-06-12")
    #expect(typed.findings == [Finding(.kind, .typedIn)])
  }

  @Test("what is missing or odd is found and refuses nothing")
  func odd() throws {
    let typed = try typed(
      passport { document in
        document.number = Personal("1")
        document.englishName = Personal(" ")
        document.sex = Personal(CodedValue(code: "7", name: ""))
        document.birthDate = Personal(.text("unknown"))
        document.nationality = Personal("QQQ")
        document.validUntil = Personal(.text("2020-01-01"))
      })
    let found = Set(typed.findings)
    for finding in [
      Finding(.number, .formatUnexpected), Finding(.englishName, .blank), Finding(.sex, .codeUnknown),
      Finding(.birthDate, .dateNotUnderstood), Finding(.nationality, .codeUnknown),
      Finding(.validUntil, .expired),
    ] { #expect(found.contains(finding), "\(finding)") }
    #expect(typed.document.englishName == nil)
  }

  @Test("a kind that has a card is not typed in", arguments: DocumentKind.allCases.filter { !$0.isTyped })
  func cards(kind: DocumentKind) {
    #expect(throws: TypedDocument.Fault.kindIsReadFromCard) { try typed(IdentityDocument(kind: kind)) }
  }

  @Test("a field that the kind does not have is refused, and so is a value that no document has")
  func refused() {
    #expect(throws: TypedDocument.Fault.fieldUnexpected(.address)) {
      try typed(passport { $0.address = Personal("somewhere") })
    }
    #expect(throws: TypedDocument.Fault.fieldUnexpected(.ethnicGroup)) {
      try typed(passport { $0.ethnicGroup = Personal(CodedValue(code: "01", name: "汉")) })
    }
    #expect(throws: TypedDocument.Fault.valueUnusable(.englishName)) {
      try typed(passport { $0.englishName = Personal(String(repeating: "A", count: 121)) })
    }
    #expect(throws: TypedDocument.Fault.valueUnusable(.authority)) {
      try typed(passport { $0.authority = Personal("\u{1B}[2J") })
    }
  }
}
