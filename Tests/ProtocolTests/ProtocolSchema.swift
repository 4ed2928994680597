import CounterRules
import Foundation
import KioskProtocol

/// docs/protocol.schema.json: the wire as JSON Schema 2020-12.
struct ProtocolSchema {
  private let book = ShapeBook()
  private let comments: SourceComments

  init() throws { comments = try SourceComments(["Sources/KioskProtocol", "Sources/IdentityDocuments"]) }

  /// The whole file.
  func text() throws -> String {
    var calls: [[String: Any]] = []
    var requests: [[String: Any]] = []
    for call in ProtocolRegistry.calls {
      let params = schema(try call.params(book))
      var entry: [String: Any] = [
        "server": call.server.rawValue, "method": call.name, "params": params,
        "result": schema(try call.answer(book)), "notifications": call.notifications,
      ]
      entry["right"] = call.act?.rawValue
      entry["description"] = comments[call.type]
      calls.append(entry)
      let request: [String: Any] = [
        "properties": ["method": ["const": call.name], "params": params]
      ]
      if !requests.contains(where: { NSDictionary(dictionary: $0).isEqual(to: request) }) {
        requests.append(request)
      }
    }
    var notifications: [[String: Any]] = []
    for notification in ProtocolRegistry.notifications {
      var entry: [String: Any] = [
        "method": notification.name, "params": schema(try notification.content(book)),
      ]
      entry["description"] = comments[notification.type]
      notifications.append(entry)
    }
    let failure = schema(try book.shape(of: WireFailure.self))
    var definitions: [String: Any] = [:]
    for (name, definition) in book.definitions { definitions[name] = schema(name, definition) }
    definitions["line.request"] = Self.line(
      ["id": Self.id, "method": ["type": "string"]], ["id", "method"], requests)
    definitions["line.answer"] = Self.line(["id": Self.id], ["id", "result"])
    definitions["line.failure"] = Self.line(
      [
        "id": ["anyOf": [Self.id, ["type": "null"]]],
        "error": [
          "type": "object", "required": ["code", "message", "data"],
          "properties": ["code": ["type": "integer"], "message": ["type": "string"], "data": failure],
        ],
      ], ["id", "error"])
    definitions["line.notification"] = Self.line(
      ["id": false, "method": ["type": "string"], "params": ["type": "object"]], ["method", "params"])
    let lines = ["request", "answer", "failure", "notification"]
    return try Self.pretty([
      "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:idkiosk:protocol:1",
      "title": "One line of idkiosk's protocol", "x-calls": calls, "x-notifications": notifications,
      "$defs": definitions, "anyOf": lines.map { ["$ref": "#/$defs/line.\($0)"] },
    ])
  }

  private static var id: [String: Any] { ["type": ["integer", "string"]] }

  private static func line(
    _ properties: [String: Any], _ required: [String], _ forms: [[String: Any]] = []
  ) -> [String: Any] {
    var members = properties
    members["jsonrpc"] = ["const": "2.0"]
    var schema: [String: Any] = [
      "type": "object", "required": ["jsonrpc"] + required, "properties": members,
    ]
    if !forms.isEmpty { schema["anyOf"] = forms }
    return schema
  }

  private func schema(_ shape: Shape) -> [String: Any] {
    switch shape {
    case .text: return ["type": "string"]
    case .whole(nil): return ["type": "integer"]
    case .whole(let least?): return ["type": "integer", "minimum": least]
    case .number: return ["type": "number"]
    case .truth: return ["type": "boolean"]
    case .list(let element): return ["type": "array", "items": schema(element)]
    case .map(let element): return ["type": "object", "additionalProperties": schema(element)]
    case .named(let name): return ["$ref": "#/$defs/\(name)"]
    case .nullable(let shape): return ["anyOf": [schema(shape), ["type": "null"]]]
    case .either(let shapes): return ["anyOf": shapes.map(schema)]
    case .personal(let shape): return schema(shape).merging(["x-personal": true]) { $1 }
    }
  }

  private func schema(_ name: String, _ definition: Definition) -> [String: Any] {
    var result: [String: Any]
    switch definition {
    case .choice(let values): result = ["type": "string", "enum": values]
    case .object(let members):
      var properties: [String: Any] = [:]
      for member in members {
        var property = schema(member.shape)
        property["description"] = comments["\(name).\(member.name)"]
        properties[member.name] = property
      }
      result = ["type": "object", "properties": properties]
      let required = members.filter { !$0.isOptional }.map(\.name)
      if !required.isEmpty { result["required"] = required }
    }
    result["description"] = comments[name]
    return result
  }

  private static func pretty(_ object: [String: Any]) throws -> String {
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: object, options: options), as: UTF8.self)
      + "\n"
  }
}
