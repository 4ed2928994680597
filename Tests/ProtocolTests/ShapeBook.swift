import KioskProtocol

/// Collects the definitions of wire types by letting them decode themselves and noting what they ask for.
final class ShapeBook {
  private(set) var definitions: [String: Definition] = [:]
  private var open: [String] = []

  /// The shape of `type`; what it is made of is defined afterwards.
  func shape<Value: Decodable>(of type: Value.Type) throws -> Shape { try take(type).shape }

  /// The name under which `type` is defined: without its module.
  static func name(of type: Any.Type) -> String {
    String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
  }

  /// The shape of `type` and some value of it, which lets the decoding go on.
  func take<Value: Decodable>(_ type: Value.Type) throws -> (shape: Shape, value: Value) {
    if let known = basic(type) { return known }
    if let list = type as? any ListShaped.Type {
      return (.list(try list.elementShape(in: self)), try Self.cast([Value].self, list.empty))
    }
    if let map = type as? any MapShaped.Type {
      return (.map(try map.valueShape(in: self)), try Self.cast([Value].self, map.empty))
    }
    if let choice = type as? any CaseIterable.Type { return try take(choice: choice, as: type) }
    if let several = type as? any SeveralForms.Type {
      return (.either(try several.forms.map { try shape(of: $0) }), try type.init(from: ShapeRecorder(self)))
    }
    let name = Self.name(of: type)
    guard !open.contains(name) else { throw ShapeFailure("\(name) holds itself") }
    open.append(name)
    defer { open.removeLast() }
    let recorder = ShapeRecorder(self)
    let value = try type.init(from: recorder)
    switch recorder.single {
    case let single? where type is any PersonalShaped.Type: return (.personal(single), value)
    case .nullable(let single)?: return (.nullable(single), value)
    // What else may stand there instead cannot be seen from here.
    case _?: throw ShapeFailure("\(name) stands for another value: say in SeveralForms for which")
    case nil: break
    }
    try define(name, .object(recorder.members))
    return (.named(name), value)
  }

  private func take<Value>(choice: any CaseIterable.Type, as type: Value.Type) throws -> (
    shape: Shape, value: Value
  ) {
    let name = Self.name(of: type)
    let cases = Self.cases(of: choice)
    let values = cases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    guard let first = cases.first as? Value, values.count == cases.count else {
      throw ShapeFailure("\(name) is no choice between texts")
    }
    try define(name, .choice(values))
    return (.named(name), first)
  }

  private func define(_ name: String, _ definition: Definition) throws {
    if let other = definitions[name], other != definition {
      throw ShapeFailure("two types are called \(name)")
    }
    definitions[name] = definition
  }

  private func basic<Value>(_ type: Value.Type) -> (shape: Shape, value: Value)? {
    let known: (Shape, Any)? =
      switch type {
      case is String.Type: (.text, "")
      case is Bool.Type: (.truth, false)
      case is Double.Type: (.number, 0.0)
      case is Float.Type: (.number, Float(0))
      case is Int.Type: (.whole(least: nil), 0)
      case is Int64.Type: (.whole(least: nil), Int64(0))
      case is Int32.Type: (.whole(least: nil), Int32(0))
      case is UInt.Type: (.whole(least: 0), UInt(0))
      case is UInt8.Type: (.whole(least: 0), UInt8(0))
      case is UInt16.Type: (.whole(least: 0), UInt16(0))
      case is UInt32.Type: (.whole(least: 0), UInt32(0))
      case is UInt64.Type: (.whole(least: 0), UInt64(0))
      default: nil
      }
    guard let (shape, value) = known, let value = value as? Value else { return nil }
    return (shape, value)
  }

  private static func cases(of type: any CaseIterable.Type) -> [Any] {
    func list<Choice: CaseIterable>(_ type: Choice.Type) -> [Any] { Array(type.allCases) }
    return list(type)
  }

  private static func cast<Value>(_ type: [Value].Type, _ value: Any) throws -> Value {
    guard let value = value as? Value else { throw ShapeFailure("an empty \(Value.self) is none") }
    return value
  }
}

/// A type whose JSON is a list.
protocol ListShaped {
  static func elementShape(in book: ShapeBook) throws -> Shape
  static var empty: Any { get }
}

extension Array: ListShaped where Element: Decodable {
  static func elementShape(in book: ShapeBook) throws -> Shape { try book.shape(of: Element.self) }
  static var empty: Any { [Element]() }
}

extension Set: ListShaped where Element: Decodable {
  static func elementShape(in book: ShapeBook) throws -> Shape { try book.shape(of: Element.self) }
  static var empty: Any { Set<Element>() }
}

/// A type whose JSON is an object with members of any name.
protocol MapShaped {
  static func valueShape(in book: ShapeBook) throws -> Shape
  static var empty: Any { get }
}

extension Dictionary: MapShaped where Key == String, Value: Decodable {
  static func valueShape(in book: ShapeBook) throws -> Shape { try book.shape(of: Value.self) }
  static var empty: Any { [String: Value]() }
}

/// A type that decodes itself from one of several forms.
protocol SeveralForms {
  static var forms: [any Decodable.Type] { get }
}

extension WireExpected: SeveralForms {
  static var forms: [any Decodable.Type] { [OnTheWire<String>.self, [WireExpected.Row].self] }
}

/// A type that covers a value about a person.
protocol PersonalShaped {}
extension OnTheWire: PersonalShaped {}
