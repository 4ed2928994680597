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
  /// In how many ways the device may be listening, as at how many speeds; 1 where there is no choice.
  var settings: Int { get }
  /// Uses another of them, counted from 0, and forgets every byte that is on its way.
  func use(setting: Int) throws(KioskFailure)
}

extension ByteLink {
  /// One.
  public var settings: Int { 1 }
  /// There is nothing to choose.
  public func use(setting: Int) throws(KioskFailure) {}
}
