/// A decoder that has nothing to give but notes what it is asked for.
final class ShapeRecorder: Decoder {
  let book: ShapeBook
  /// What was asked for by name, in order.
  private(set) var members: [Definition.Member] = []
  /// What was asked for where the type is not an object but stands for another value.
  private(set) var single: Shape?
  private var asked: Set<String> = []
  private var singleMayBeNull = false

  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(_ book: ShapeBook) { self.book = book }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Members<Key>(recorder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw ShapeFailure("a list that is no Array has no shape")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(recorder: self) }

  private func note(_ name: String, _ shape: Shape) {
    guard !members.contains(where: { $0.name == name }) else { return }
    members.append(Definition.Member(name: name, shape: shape, isOptional: asked.contains(name)))
  }

  private struct Single: SingleValueDecodingContainer {
    let recorder: ShapeRecorder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool {
      recorder.singleMayBeNull = true
      return false
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      let (shape, value) = try recorder.book.take(type)
      recorder.single = recorder.singleMayBeNull ? .nullable(shape) : shape
      return value
    }
  }

  private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: ShapeRecorder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    /// Whoever asks first can do without; `decodeIfPresent` asks.
    func contains(_ key: Key) -> Bool {
      recorder.asked.insert(key.stringValue)
      return true
    }

    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      let (shape, value) = try recorder.book.take(type)
      recorder.note(key.stringValue, shape)
      return value
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      throw ShapeFailure("an object without a type of its own has no shape")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      throw ShapeFailure("a list without a type of its own has no shape")
    }

    func superDecoder() throws -> any Decoder { throw ShapeFailure("no class is a wire type") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw ShapeFailure("no class is a wire type") }
  }
}
