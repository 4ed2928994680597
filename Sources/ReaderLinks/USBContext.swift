internal import CLibUSB
internal import KioskProtocol
internal import ReaderKit

/// A libusb context; everything made with it keeps it alive.
@safe final class USBContext: @unchecked Sendable {  // libusb guards its contexts itself.
  let pointer: OpaquePointer

  /// Fails where the kernel offers no USB or no netlink socket.
  init() throws(KioskFailure) {
    var made: OpaquePointer?
    let code = unsafe libusb_init(&made)
    guard code == 0, let made = unsafe made else { throw KioskFailure(.readerOpenFailed, detail: Int(-code)) }
    unsafe pointer = made
  }

  deinit { unsafe libusb_exit(pointer) }
}

/// A device that libusb knows, plugged in or not any more.
@safe final class USBDevice: @unchecked Sendable {  // Never changes; libusb counts its references atomically.
  let pointer: OpaquePointer
  private let context: USBContext

  init(_ device: OpaquePointer, of context: USBContext) {
    unsafe pointer = unsafe libusb_ref_device(device)
    self.context = context
  }

  deinit { unsafe libusb_unref_device(pointer) }

  /// What tells it from other devices, as one value.
  var key: UInt { UInt(bitPattern: unsafe pointer) }

  /// Who it says it is; `nil` when it does not say.
  var identity: (vendor: UInt16, product: UInt16)? {
    var descriptor = libusb_device_descriptor()
    guard unsafe libusb_get_device_descriptor(pointer, &descriptor) == 0 else { return nil }
    return (descriptor.idVendor, descriptor.idProduct)
  }

  /// The number of its bus.
  var bus: UInt8 { unsafe libusb_get_bus_number(pointer) }
  /// Its address on the bus, another one after every plugging.
  var address: UInt8 { unsafe libusb_get_device_address(pointer) }

  /// The ports from the root hub to it.
  var ports: [UInt8] {
    var ports = [UInt8](repeating: 0, count: 8)
    let count = unsafe libusb_get_port_numbers(pointer, &ports, CInt(ports.count))
    return Array(ports.prefix(max(0, Int(count))))
  }

  /// The interfaces of its present configuration, each in its first setting.
  var interfaces: [USBInterface] {
    var found: UnsafeMutablePointer<libusb_config_descriptor>?
    guard unsafe libusb_get_active_config_descriptor(pointer, &found) == 0, let found = unsafe found
    else { return [] }
    defer { unsafe libusb_free_config_descriptor(found) }
    guard let interfaces = unsafe found.pointee.interface else { return [] }
    return (0..<Int(unsafe found.pointee.bNumInterfaces)).compactMap { index in
      let interface = unsafe interfaces[index]
      guard unsafe interface.num_altsetting > 0, let setting = unsafe interface.altsetting else { return nil }
      return unsafe USBInterface(setting.pointee)
    }
  }
}

extension USBInterface {
  fileprivate init(_ setting: libusb_interface_descriptor) {
    let points: [USBEndpoint]
    if let first = unsafe setting.endpoint {
      points = (0..<Int(unsafe setting.bNumEndpoints)).map { unsafe USBEndpoint(first[$0]) }
    } else {
      points = []
    }
    unsafe self.init(
      number: setting.bInterfaceNumber, classCode: setting.bInterfaceClass, endpoints: points)
  }
}

extension USBEndpoint {
  fileprivate init(_ descriptor: libusb_endpoint_descriptor) {
    let kind: Kind
    switch unsafe UInt32(descriptor.bmAttributes) & 3 {
    case LIBUSB_ENDPOINT_TRANSFER_TYPE_BULK.rawValue: kind = .bulk
    case LIBUSB_ENDPOINT_TRANSFER_TYPE_INTERRUPT.rawValue: kind = .interrupt
    default: kind = .other
    }
    unsafe self.init(
      address: descriptor.bEndpointAddress, kind: kind, packetSize: Int(descriptor.wMaxPacketSize) & 0x7FF)
  }
}
