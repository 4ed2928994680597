public import KioskProtocol
internal import LinuxPlatform

/// An opened USB device at the level of single transfers; how frames run over them is a `FrameShape`'s matter.
///
/// Lives on its reader's own thread. Every call blocks, at most until its limit. A device that has gone throws
/// `reader.gone`, at once.
public protocol TransferLink: AnyObject {
  /// Claims an interface; a kernel driver that held it is put aside until `close`.
  func claim(_ interface: UInt8) throws(KioskFailure)
  /// Sends all of `bytes`.
  func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure)
  /// What came in one transfer, empty only from a report without content; `reader.timeout` when none came in time.
  func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8]
  /// Waits a little before a report without content is asked for again.
  func pause(milliseconds: Int)
  /// Resets or reopens the device.
  func reset() throws(KioskFailure)
  /// Gives the device back.
  func close()
}

extension TransferLink {
  /// Blocks.
  public func pause(milliseconds: Int) { _ = WakeUp().wait(milliseconds: milliseconds) }
}
