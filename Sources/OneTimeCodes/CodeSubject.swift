/// What a challenge is bound to: document, number and purpose.
///
/// Document and number are keyed hashes: the rules compare them and need not know them.
public struct CodeSubject: Hashable, Sendable {
  /// The document's keyed hash.
  public var document: [UInt8]
  /// The mobile number's keyed hash.
  public var number: [UInt8]
  /// What the code is good for.
  public var purpose: CodePurpose

  /// A subject of the three.
  public init(document: [UInt8], number: [UInt8], purpose: CodePurpose) {
    self.document = document
    self.number = number
    self.purpose = purpose
  }
}
