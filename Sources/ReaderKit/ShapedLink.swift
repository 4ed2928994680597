public import KioskProtocol

/// A USB device as a link: frames are cut into transfers, and put together again, as its shape says.
public final class ShapedLink: ByteLink {
  private let device: any TransferLink
  private var shape: any FrameShape

  /// Claims the interface that the shape wants; a device that cannot be used is closed.
  public init(
    _ device: any TransferLink, _ interfaces: [USBInterface], _ wiring: ReaderFamily.Wiring
  ) throws(KioskFailure) {
    guard let shape = wiring(interfaces) else {
      device.close()
      throw KioskFailure(.readerUnsupported)
    }
    do throws(KioskFailure) { try device.claim(shape.interface) } catch {
      device.close()
      throw error
    }
    self.device = device
    self.shape = shape
  }

  /// Sends one frame.
  public func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    for transfer in shape.transfers(for: bytes) {
      try device.send(transfer.bytes, over: transfer.pipe, limit: limit)
    }
  }

  /// What came of frames.
  public func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    while true {
      let pipe = shape.next
      let (bytes, reply) = shape.received(try device.receive(over: pipe, limit: limit))
      if let reply { try device.send(reply.bytes, over: reply.pipe, limit: limit) }
      guard bytes.isEmpty else { return bytes }
      // A report that was asked for comes at once, also when there is nothing in it yet.
      if pipe.kind == .feature { device.pause(milliseconds: min((try? limit.slice()) ?? 1, 10)) }
    }
  }

  /// Resets the device and forgets an answer that has begun.
  public func reset() throws(KioskFailure) {
    shape.reset()
    try device.reset()
  }

  /// Gives the device back.
  public func close() { device.close() }
}
