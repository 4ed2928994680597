internal import FoundationEssentials

/// JSON texts without line breaks.
package enum Lines {
  /// The bytes of `message` as JSON; empty when it cannot be encoded, which no type of the protocol does.
  package static func encode(_ message: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(message)).map(Array.init) ?? []
  }

  /// The message in `line`, or `nil` when it is none; never says why, for the reason would quote values.
  package static func decode<Message: Decodable>(_ type: Message.Type, from line: [UInt8]) -> Message? {
    try? JSONDecoder().decode(type, from: Data(line))
  }
}
