public import PersonalData

/// A personal value inside a message: the only form in which one is encoded.
///
/// Like `Personal` it shows nothing in print, dump or interpolation.
public struct OnTheWire<Value: Codable & Sendable>: Codable, Sendable, CustomStringConvertible,
  CustomReflectable
{
  /// The covered value.
  public let personal: Personal<Value>

  /// Covers `value` for a message.
  public init(_ value: Value) { personal = Personal(value) }

  /// Puts a covered value into a message.
  public init(_ personal: Personal<Value>) { self.personal = personal }

  /// Decodes the bare value.
  public init(from decoder: any Decoder) throws {
    personal = Personal(try decoder.singleValueContainer().decode(Value.self))
  }

  /// Encodes the bare value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(personal.disclosed())
  }

  /// Never the value.
  public var description: String { personal.description }
  /// Never the value.
  public var customMirror: Mirror { personal.customMirror }
}
