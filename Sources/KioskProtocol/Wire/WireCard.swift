/// A card that a reader cannot read, as it looks from outside.
package struct WireCard: Codable, Sendable {
  /// `identityCard`, `perhapsIdentityCard`, `provincialResidencePermit` or `other`.
  package var kind: String
  /// The chip's own number in hexadecimal digits, where the reader gives it.
  package var chipNumber: OnTheWire<String>?

  package init(kind: String, chipNumber: OnTheWire<String>?) {
    self.kind = kind
    self.chipNumber = chipNumber
  }
}
