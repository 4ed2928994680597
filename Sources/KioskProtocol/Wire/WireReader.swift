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
  /// In how many milliseconds its security module answered the question for that, opening the device included.
  package var answerMs: Int?
  /// Whether somebody waits for a card or reads at this reader.
  package var claimed: Bool
  /// The card session that lives on it.
  package var session: String?
  /// Why it cannot be used.
  package var failure: WireFailure?
  /// The device file, where the reader is a USB device.
  package var node: String?
  /// The name of the program that has the device, where that can be seen; only while it is `reader.busy`.
  package var heldBy: String?

  /// The serial number that the device tells by itself, where it does.
  package var serial: String?
  /// Whether its conversations are being recorded; left out where they are not.
  package var recording: Bool?
  /// Whether it is used only while no other reader can be; left out where it is not.
  package var spare: Bool?

  package init(id: String, name: String, link: String) {
    self.id = id
    self.name = name
    self.link = link
    state = .opening
    card = .unknown
    claimed = false
  }
}
