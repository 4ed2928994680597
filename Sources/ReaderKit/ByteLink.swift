public import KioskProtocol

/// An opened way to a device that takes and gives bytes (USB, serial).
///
/// Lives on its reader's own thread.
///
/// Every call blocks, at most until its limit. A device that has gone throws `reader.gone`, at once.
public protocol ByteLink: AnyObject {
  /// Sends all of `bytes`, one whole frame.
  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure)
  /// The next bytes that have come, at least one; `reader.timeout` when none came in time.
  func read(limit: Limit) throws(KioskFailure) -> [UInt8]
  /// Resets or reopens the device and forgets every byte that is on its way.
  func reset() throws(KioskFailure)
  /// Gives the device back.
  func close()
}
