import Emulation
import Foundation

/// Examples for what no golden conversation shows, of a person who does not exist.
struct ExampleValues {
  let definitions: [String: Definition]
  private let card = SyntheticPeople(seed: 20_261_120).citizen(1)

  init(_ definitions: [String: Definition]) { self.definitions = definitions }

  /// A request line.
  func request(_ method: String, _ params: Shape) -> String {
    Self.line(["jsonrpc": "2.0", "id": 7, "method": method, "params": value(params)])
  }

  /// Its answer.
  func answer(_ shape: Shape) -> String {
    Self.line(["jsonrpc": "2.0", "id": 7, "result": value(shape)])
  }

  /// A notification line.
  func notification(_ name: String, _ content: Shape) -> String {
    Self.line(["jsonrpc": "2.0", "method": name, "params": value(content)])
  }

  private func value(_ shape: Shape, for member: String = "") -> Any {
    switch shape {
    case .text: text(member)
    case .whole, .number: member.hasPrefix("timeout") ? 30 : 1
    case .truth: true
    case .list(let element): [value(element, for: member)]
    case .map(let element): ["message": value(element)]
    case .either(let shapes): shapes.first.map { value($0, for: member) } ?? NSNull()
    case .nullable(let shape), .personal(let shape): value(shape, for: member)
    case .named("WireFailure"): ["reason": "card.removed", "retry": true]
    case .named(let name): defined(name)
    }
  }

  private func defined(_ name: String) -> Any {
    switch definitions[name] {
    case .choice(let values): values.first ?? ""
    case .object(let members):
      Dictionary(
        members.filter { !["failure", "error", "reason", "owner"].contains($0.name) || !$0.isOptional }
          .map { ($0.name, value($0.shape, for: $0.name)) }, uniquingKeysWith: { first, _ in first })
    case nil: NSNull()
    }
  }

  private func text(_ member: String) -> String {
    switch member {
    case "number": card.number
    case "name": card.name
    case "address": card.address
    case "authority": card.authority
    case "birthDate", "validFrom": "2016-03-07"
    case "validUntil": "2036-03-07"
    case "phone": "10000000000"
    case _ where member.hasSuffix("At") || member == "onFileSince": "2026-11-20T09:15:02+08:00"
    case _ where member.hasSuffix("Masked"): "样*"
    default: "…"
    }
  }

  private static func line(_ object: [String: Any]) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    return (try? JSONSerialization.data(withJSONObject: object, options: options))
      .map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
