import IdentityDocuments
import KioskProtocol
import Testing

@Suite("Shapes of wire types")
struct ShapeTests {
  struct Sample: Codable {
    enum Colour: String, Codable, CaseIterable { case red, green }
    var must: Int
    var may: String?
    var list: [Colour]
    var map: [String: Bool]
    var personal: OnTheWire<String>
    var perhaps: OnTheWire<String?>?
  }

  @Test("what may be left out, lists, choices and personal values are told apart")
  func sample() throws {
    let book = ShapeBook()
    #expect(try book.shape(of: Sample.self) == .named("ShapeTests.Sample"))
    let members: [Definition.Member] = [
      .init(name: "must", shape: .whole(least: nil), isOptional: false),
      .init(name: "may", shape: .text, isOptional: true),
      .init(name: "list", shape: .list(.named("ShapeTests.Sample.Colour")), isOptional: false),
      .init(name: "map", shape: .map(.truth), isOptional: false),
      .init(name: "personal", shape: .personal(.text), isOptional: false),
      .init(name: "perhaps", shape: .personal(.nullable(.text)), isOptional: true),
    ]
    #expect(book.definitions["ShapeTests.Sample"] == .object(members))
    #expect(book.definitions["ShapeTests.Sample.Colour"] == .choice(["red", "green"]))
  }

  @Test("a document's members are personal but its kind, and its end of validity may be null")
  func document() throws {
    let book = ShapeBook()
    _ = try book.shape(of: WireDocument.self)
    guard case .object(let members)? = book.definitions["WireDocument"] else {
      Issue.record("no document")
      return
    }
    for member in members where member.name != "kind" {
      guard case .personal = member.shape else {
        Issue.record("\(member.name) is not personal")
        continue
      }
    }
    #expect(members.first { $0.name == "validUntil" }?.shape == .personal(.nullable(.text)))
    #expect(Set(members.map(\.name)).isSuperset(of: DocumentField.allCases.prefix(3).map(\.rawValue)))
  }

  struct Loose: Codable {
    enum Colour: String, Codable { case red }
    var colour: Colour
  }

  @Test("a choice whose values cannot be listed has no shape")
  func loose() {
    #expect(throws: (any Error).self) { try ShapeBook().shape(of: Loose.self) }
  }
}
