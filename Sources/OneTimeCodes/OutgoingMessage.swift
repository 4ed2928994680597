public import PersonalData

/// A message on its way to a gateway.
public struct OutgoingMessage: Equatable, Sendable {
  /// Nobody can guess it; reports about the message name it.
  public let id: String
  /// To whom.
  public let number: MobileNumber
  /// What it says.
  public let text: Personal<String>

  /// A message.
  public init(id: String, number: MobileNumber, text: Personal<String>) {
    self.id = id
    self.number = number
    self.text = text
  }
}
