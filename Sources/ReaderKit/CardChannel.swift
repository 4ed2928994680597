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
  /// Connects to the reader itself, whether a card lies there or not, for `control`.
  func connectReader() throws(KioskFailure)
  /// Sends the reader's escape command, SCARD_CTL_CODE of `code`, and returns what the reader answered.
  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8]
  /// Lets the card go; does nothing when it was not connected.
  func disconnect()
  /// Frees the context. The channel is not used afterwards.
  func close()
}

extension CardChannel {
  /// Such a channel reaches cards only.
  public func connectReader() throws(KioskFailure) { throw KioskFailure(.readerUnsupported) }
  /// Such a channel reaches cards only.
  public func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    throw KioskFailure(.readerUnsupported)
  }
}
