public import KioskProtocol

/// An opened way to a card behind a PC/SC reader.
///
/// Lives on its reader's own thread.
///
/// Every call blocks; `transmit` cannot be cancelled, so whoever waits for it gives it up after a deadline.
public protocol CardChannel: AnyObject {
  /// Connects to the card that lies there and returns its ATR (at most 33 bytes).
  ///
  /// Throws `card.removed` without a card, `reader.gone` without the reader, `reader.busy` when another program
  /// holds the card exclusively.
  func connect() throws(KioskFailure) -> [UInt8]
  /// Sends one command APDU and returns the response APDU, with its two status bytes.
  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8]
  /// Lets the card go; does nothing when it was not connected.
  func disconnect()
  /// Frees the context. The channel is not used afterwards.
  func close()
}
