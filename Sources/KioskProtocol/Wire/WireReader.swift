/// A reader as the list of readers shows it.
package struct WireReader: Codable, Sendable {
  package enum State: String, Codable, CaseIterable, Sendable { case ready, opening, failed }
  package enum Card: String, Codable, CaseIterable, Sendable { case present, absent, unknown }

  package var id: String
  package var name: String
  package var link: String
  package var state: State
  package var card: Card
  package var samId: String?
  /// Whether somebody waits for a card or reads at this reader.
  package var claimed: Bool
  /// The card session that lives on it.
  package var session: String?
  /// Why it cannot be used.
  package var failure: WireFailure?
  /// The device file, where the reader is a USB device.
  package var node: String?

  /// The serial number that the device tells by itself, where it does.
  package var serial: String?

  package init(id: String, name: String, link: String) {
    self.id = id
    self.name = name
    self.link = link
    state = .opening
    card = .unknown
    claimed = false
  }
}
