internal import CLibUSB
internal import KioskProtocol
internal import ReaderKit

/// An opened USB reader: interface 0 claimed, a kernel driver that held it put aside until `close`.
@safe final class USBLink: ByteLink {
  /// The most that is asked for at once; a short packet ends a transfer before that.
  private static let readSize = 4_096

  private let device: USBDevice
  private var handle: OpaquePointer?
  private var wiring = USBWiring.split
  private var replies = SplitReplies()

  init(_ device: USBDevice) throws(KioskFailure) {
    self.device = device
    try open()
  }

  deinit { close() }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    switch wiring {
    case .split:
      try send(Array(bytes.prefix(7)), over: 0x02, limit)
      try send(Array(bytes.dropFirst(7)), over: 0x06, limit)
    case .singlePair(let out, _, _): try send(bytes, over: out, limit)
    }
  }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    switch wiring {
    case .split:
      let bytes = try receive(over: replies.isAtHead ? 0x81 : 0x85, 64, limit)
      replies.received(bytes)
      return bytes
    case .singlePair(_, let input, let packetSize): return try receive(over: input, packetSize, limit)
    }
  }

  func reset() throws(KioskFailure) {
    replies = SplitReplies()
    guard let handle = unsafe handle else { return try open() }
    switch unsafe libusb_reset_device(handle) {
    case 0: return
    // "Not found" means that it came back as another device, which arrives by itself.
    case LIBUSB_ERROR_NO_DEVICE.rawValue, LIBUSB_ERROR_NOT_FOUND.rawValue: throw KioskFailure(.readerGone)
    default:
      close()
      try open()
    }
  }

  func close() {
    guard let open = unsafe handle else { return }
    unsafe handle = nil
    unsafe libusb_release_interface(open, 0)  // Gives the interface back to the kernel driver that held it.
    unsafe libusb_close(open)
  }

  // MARK: Opening

  private func open() throws(KioskFailure) {
    var opened: OpaquePointer?
    let code = unsafe libusb_open(device.pointer, &opened)
    guard code == 0, let opened = unsafe opened else { throw Self.failure(opening: code) }
    guard let wiring = USBWiring.choose(endpoints: endpoints()) else {
      unsafe libusb_close(opened)
      throw KioskFailure(.readerUnsupported)
    }
    unsafe libusb_set_auto_detach_kernel_driver(opened, 1)
    let claimed = unsafe libusb_claim_interface(opened, 0)
    guard claimed == 0 else {
      unsafe libusb_close(opened)
      throw Self.failure(opening: claimed)
    }
    self.wiring = wiring
    unsafe handle = opened
  }

  /// The endpoints of interface 0 in its first setting.
  private func endpoints() -> [USBEndpoint] {
    var found: UnsafeMutablePointer<libusb_config_descriptor>?
    guard unsafe libusb_get_active_config_descriptor(device.pointer, &found) == 0, let found = unsafe found
    else { return [] }
    defer { unsafe libusb_free_config_descriptor(found) }
    guard unsafe found.pointee.bNumInterfaces > 0, let interface = unsafe found.pointee.interface,
      unsafe interface.pointee.num_altsetting > 0, let setting = unsafe interface.pointee.altsetting,
      let endpoints = unsafe setting.pointee.endpoint
    else { return [] }
    return (0..<Int(unsafe setting.pointee.bNumEndpoints)).map { index in
      let endpoint = unsafe endpoints[index]
      return USBEndpoint(
        address: unsafe endpoint.bEndpointAddress,
        isBulk: unsafe UInt32(endpoint.bmAttributes) & 3 == LIBUSB_ENDPOINT_TRANSFER_TYPE_BULK.rawValue,
        packetSize: Int(unsafe endpoint.wMaxPacketSize) & 0x7FF)
    }
  }

  // MARK: Transfers

  private func send(_ bytes: [UInt8], over endpoint: UInt8, _ limit: Limit) throws(KioskFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let (code, count) = transfer(&rest, over: endpoint, try limit.slice())
      rest.removeFirst(min(count, rest.count))
      try check(code, endpoint)
    }
  }

  private func receive(
    over endpoint: UInt8, _ packetSize: Int, _ limit: Limit
  ) throws(KioskFailure) -> [UInt8] {
    // A multiple of the packet size, so that no packet can be too long.
    var buffer = [UInt8](repeating: 0, count: max(1, Self.readSize / packetSize) * packetSize)
    while true {
      let (code, count) = transfer(&buffer, over: endpoint, try limit.slice())
      // Bytes also come with a slice that ended in the middle of an answer.
      if count > 0 { return Array(buffer.prefix(count)) }
      try check(code, endpoint)
    }
  }

  private func transfer(
    _ bytes: inout [UInt8], over endpoint: UInt8, _ milliseconds: Int
  ) -> (code: CInt, count: Int) {
    guard let handle = unsafe handle else { return (LIBUSB_ERROR_NO_DEVICE.rawValue, 0) }
    var count: CInt = 0
    let size = CInt(clamping: bytes.count)
    let code = unsafe libusb_bulk_transfer(
      handle, endpoint, &bytes, size, &count, UInt32(clamping: milliseconds))
    return (code, Int(count))
  }

  /// Throws unless the transfer may simply go on.
  private func check(_ code: CInt, _ endpoint: UInt8) throws(KioskFailure) {
    switch code {
    case 0, LIBUSB_ERROR_TIMEOUT.rawValue, LIBUSB_ERROR_INTERRUPTED.rawValue: return
    case LIBUSB_ERROR_NO_DEVICE.rawValue: throw KioskFailure(.readerGone)
    case LIBUSB_ERROR_PIPE.rawValue:
      if let handle = unsafe handle { unsafe libusb_clear_halt(handle, endpoint) }
      throw KioskFailure(.readerBadAnswer)
    default: throw KioskFailure(.readerBadAnswer, detail: Int(-code))
    }
  }

  private static func failure(opening code: CInt) -> KioskFailure {
    switch code {
    case LIBUSB_ERROR_ACCESS.rawValue: KioskFailure(.readerAccessDenied)
    case LIBUSB_ERROR_BUSY.rawValue: KioskFailure(.readerBusy)
    case LIBUSB_ERROR_NO_DEVICE.rawValue, LIBUSB_ERROR_NOT_FOUND.rawValue: KioskFailure(.readerGone)
    default: KioskFailure(.readerOpenFailed, detail: Int(-code))
    }
  }
}
