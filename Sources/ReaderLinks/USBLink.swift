internal import CLibUSB
internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// An opened USB reader: its interface claimed, a kernel driver that held it put aside until `close`.
@safe final class USBLink: TransferLink {
  private let device: USBDevice
  private var handle: OpaquePointer?
  private var claimed: UInt8?

  init(_ device: USBDevice) throws(KioskFailure) {
    self.device = device
    try open()
  }

  deinit { close() }

  func claim(_ interface: UInt8) throws(KioskFailure) {
    guard let handle = unsafe handle else { throw KioskFailure(.readerGone) }
    unsafe libusb_set_auto_detach_kernel_driver(handle, 1)
    let code = unsafe libusb_claim_interface(handle, CInt(interface))
    guard code == 0 else { throw Self.failure(opening: code) }
    claimed = interface
  }

  func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let (code, count) = transfer(&rest, over: pipe, isIn: false, try limit.slice())
      rest.removeFirst(min(count, rest.count))
      try check(code, pipe)
    }
  }

  func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: pipe.size)
    while true {
      let (code, count) = transfer(&buffer, over: pipe, isIn: true, try limit.slice())
      // Bytes also come with a slice that ended in the middle of an answer.
      if count > 0 { return Array(buffer.prefix(count)) }
      try check(code, pipe)
    }
  }

  func reset() throws(KioskFailure) {
    guard let handle = unsafe handle else { return try openAnew() }
    switch unsafe libusb_reset_device(handle) {
    case 0: return
    // "Not found" means that it came back as another device, which arrives by itself.
    case LIBUSB_ERROR_NO_DEVICE.rawValue, LIBUSB_ERROR_NOT_FOUND.rawValue: throw KioskFailure(.readerGone)
    default:
      close()
      try openAnew()
    }
  }

  func close() {
    guard let open = unsafe handle else { return }
    unsafe handle = nil
    // Gives the interface back to the kernel driver that held it.
    if let claimed { unsafe libusb_release_interface(open, CInt(claimed)) }
    unsafe libusb_close(open)
  }

  // MARK: Opening

  private func open() throws(KioskFailure) {
    var opened: OpaquePointer?
    let code = unsafe libusb_open(device.pointer, &opened)
    guard code == 0, let opened = unsafe opened else { throw Self.failure(opening: code) }
    unsafe handle = opened
  }

  private func openAnew() throws(KioskFailure) {
    try open()
    if let claimed { try claim(claimed) }
  }

  // MARK: Transfers

  private func transfer(
    _ bytes: inout [UInt8], over pipe: USBPipe, isIn: Bool, _ milliseconds: Int
  ) -> (code: CInt, count: Int) {
    guard let handle = unsafe handle else { return (LIBUSB_ERROR_NO_DEVICE.rawValue, 0) }
    var count: CInt = 0
    let size = CInt(clamping: bytes.count)
    let timeout = UInt32(clamping: milliseconds)
    switch pipe.kind {
    case .bulk:
      let code = unsafe libusb_bulk_transfer(handle, pipe.address, &bytes, size, &count, timeout)
      return (code, Int(count))
    case .interrupt:
      let code = unsafe libusb_interrupt_transfer(handle, pipe.address, &bytes, size, &count, timeout)
      return (code, Int(count))
    case .feature:
      // SET_REPORT and GET_REPORT of HID, for a feature report (docs/reader-protocol.md §2.3).
      let result = unsafe libusb_control_transfer(
        handle, isIn ? 0xA1 : 0x21, isIn ? 0x01 : 0x09, 3 << 8 | UInt16(pipe.address),
        UInt16(claimed ?? 0), &bytes, UInt16(clamping: bytes.count), timeout)
      return (min(result, 0), Int(max(result, 0)))
    }
  }

  /// Throws unless the transfer may simply go on.
  private func check(_ code: CInt, _ pipe: USBPipe) throws(KioskFailure) {
    switch code {
    case 0, LIBUSB_ERROR_TIMEOUT.rawValue, LIBUSB_ERROR_INTERRUPTED.rawValue: return
    case LIBUSB_ERROR_NO_DEVICE.rawValue: throw KioskFailure(.readerGone)
    case LIBUSB_ERROR_PIPE.rawValue:
      if pipe.kind != .feature, let handle = unsafe handle {
        unsafe libusb_clear_halt(handle, pipe.address)
      }
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
