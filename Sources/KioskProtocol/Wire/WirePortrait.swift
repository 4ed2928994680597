/// The portrait of a reading, or why there is none.
package struct WirePortrait: Codable, Sendable {
  package enum State: String, Codable, CaseIterable, Sendable { case decoded, absent, noDecoder, failed }

  package var state: State
  package var format: String?
  package var width: Int?
  package var height: Int?
  /// PNG, base64.
  package var data: OnTheWire<String>?
  /// A reason of the catalogue.
  package var reason: FailureReason?

  package init(state: State, reason: FailureReason) {
    self.state = state
    self.reason = reason
  }

  package init(png: OnTheWire<String>, width: Int, height: Int) {
    state = .decoded
    format = "png"
    self.width = width
    self.height = height
    data = png
  }
}
