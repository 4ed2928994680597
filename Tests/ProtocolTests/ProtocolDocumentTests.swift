import Foundation
import TestSupport
import Testing

@testable import RPCTransport

@Suite("ProtocolDocuments")
struct ProtocolDocumentTests {
  private static let advice: Comment =
    "IDKIOSK_UPDATE_DOCS=1 swift test --filter ProtocolDocuments makes it anew"

  @Test("docs/protocol.md is the registry as it stands")
  func page() throws {
    #expect(try GeneratedPage(ProtocolPage.path).holds(ProtocolPage().text()), Self.advice)
  }

  @Test("docs/protocol.schema.json is the types as they stand")
  func schema() throws {
    #expect(try GeneratedPage("docs/protocol.schema.json").holds(ProtocolSchema().text()), Self.advice)
  }

  @Test("every call and notification says in its comment what it does")
  func comments() throws {
    let comments = try SourceComments(["Sources/KioskProtocol"])
    for type in ProtocolRegistry.calls.map(\.type) + ProtocolRegistry.notifications.map(\.type) {
      #expect(comments[type] != nil, "\(type) has no comment")
    }
  }

  @Test("the limits that the page tells are those of the programs")
  func limits() throws {
    let page = try String(contentsOfFile: Programs.repository + "/" + ProtocolPage.path, encoding: .utf8)
    for line in [
      "| bytes of a line | \(LineChannel.maximumLine.formatted(.number.locale(Locale(identifier: "en_US")))) |",
      "| calls under way on one connection | \(RPCConnection.maximumCalls) |",
      "| connections to one socket | \(RPCServer.maximumClients) |",
      "| bytes kept for a client that does not read | \(LineChannel.maximumWaiting >> 20) MiB |",
    ] {
      #expect(page.contains(line))
    }
  }
}
