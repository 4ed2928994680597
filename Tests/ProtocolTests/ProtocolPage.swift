import CounterRules
import Foundation
import TestSupport

/// docs/protocol.md: an introduction that people write, and under a mark what is made from the types.
struct ProtocolPage {
  static let path = "docs/protocol.md"
  static let mark =
    "<!-- From here on made from the types: IDKIOSK_UPDATE_DOCS=1 swift test --filter ProtocolDocuments -->"

  private let book = ShapeBook()
  private let comments: SourceComments
  private let conversations: [Conversation]

  init() throws {
    comments = try SourceComments(["Sources/KioskProtocol", "Sources/IdentityDocuments"])
    conversations = try Conversation.all()
  }

  /// The whole page, with the introduction as it stands.
  func text() throws -> String {
    let now = try String(contentsOfFile: Programs.repository + "/" + Self.path, encoding: .utf8)
    let introduction = now.components(separatedBy: Self.mark).first ?? ""
    var parts: [String] = []
    // The first pass meets every type, so that examples can be made of them.
    for call in ProtocolRegistry.calls { _ = (try call.params(book), try call.answer(book)) }
    for notification in ProtocolRegistry.notifications { _ = try notification.content(book) }
    for server in DocumentedCall.Server.allCases {
      parts.append("## Calls of \(server.program) (`\(server.socket)`)")
      for call in ProtocolRegistry.calls where call.server == server { parts.append(try self.call(call)) }
    }
    parts.append("## Notifications")
    for notification in ProtocolRegistry.notifications {
      let content = try notification.content(book)
      parts.append("### \(notification.name)\n\n" + told(notification.type))
      parts.append(example([ExampleValues(book.definitions).notification(notification.name, content)], "<"))
      parts.append(members(of: content))
    }
    parts.append("## Types")
    for name in book.definitions.keys.sorted() where !ownedByOneCall(name) {
      parts.append("### \(name)\n\n" + (comments[name].map { $0 + "\n\n" } ?? "") + members(of: .named(name)))
    }
    return introduction + Self.mark + "\n\n" + parts.joined(separator: "\n\n") + "\n"
  }

  private func call(_ call: DocumentedCall) throws -> String {
    let params = try call.params(book)
    let answer = try call.answer(book)
    var parts = ["### \(call.name)" + (call.server == .reader ? " (reader daemon)" : ""), told(call.type)]
    if let act = call.act { parts.append("Needs the right `\(act.rawValue)`.") }
    if !call.notifications.isEmpty {
      parts.append("May tell: " + call.notifications.map { "`\($0)`" }.joined(separator: ", ") + ".")
    }
    parts.append("Parameters:" + detail(params))
    parts.append("Answer:" + detail(answer))
    let examples = ExampleValues(book.definitions)
    let shown = conversations.filter { $0.server == call.server.rawValue }
      .lazy.compactMap { $0.exchange(call.name) }.first
    parts.append(
      example([shown?.sent ?? examples.request(call.name, params)], ">")
        + "\n" + example([shown?.answer ?? examples.answer(answer)], "<"))
    return parts.joined(separator: "\n\n")
  }

  private func detail(_ shape: Shape) -> String {
    guard case .named(let name) = shape else { return " " + words(shape) + "." }
    if case .object([]) = book.definitions[name] { return " none." }
    return ownedByOneCall(name) ? "\n\n" + members(of: shape) : " " + words(shape) + "."
  }

  /// The parameters and answers of calls stand with their calls.
  private func ownedByOneCall(_ name: String) -> Bool {
    name == "Empty" || name.hasSuffix(".Params") || name.hasSuffix(".Output")
      || ProtocolRegistry.notifications.contains { $0.type == name }
  }

  private func members(of shape: Shape) -> String {
    guard case .named(let name) = shape, let definition = book.definitions[name] else { return words(shape) }
    switch definition {
    case .choice(let values) where values.count > 40:
      return "One of \(values.count) values; docs/protocol.schema.json lists them."
    case .choice(let values): return "One of " + values.map { "`\($0)`" }.joined(separator: ", ") + "."
    case .object(let members):
      let rows = members.map { member in
        let kind = words(member.shape) + (member.isOptional ? "; may be left out" : "")
        return "| `\(member.name)` | \(kind) | \(comments["\(name).\(member.name)"] ?? "") |"
          .replacingOccurrences(of: "|  |", with: "| |")
      }
      return (["| member | what it is | |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
    }
  }

  private func words(_ shape: Shape) -> String {
    switch shape {
    case .text: "text"
    case .whole: "whole number"
    case .number: "number"
    case .truth: "`true` or `false`"
    case .list(let element): "list of: " + words(element)
    case .map(let element): "members of any name: " + words(element)
    case .named(let name): "[\(name)](#\(Self.anchor(name)))"
    case .nullable(let shape): words(shape) + " or `null`"
    case .either(let shapes): shapes.map(words).joined(separator: ", or ")
    case .personal(let shape): words(shape) + " (personal)"
    }
  }

  private func told(_ type: String) -> String {
    guard let text = comments[type] else { return "" }
    // The name stands above it already.
    let rest = text.hasPrefix("`") ? text.drop { $0 != ":" }.dropFirst().drop { $0 == " " } : text[...]
    return rest.prefix(1).uppercased() + rest.dropFirst()
  }

  private static func anchor(_ heading: String) -> String {
    heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  private func example(_ lines: [String], _ mark: String) -> String {
    lines.map { "    \(mark) \($0)" }.joined(separator: "\n")
  }
}
