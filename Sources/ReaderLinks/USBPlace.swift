internal import LinuxPlatform

/// Where a USB device is plugged in; the same after every plugging at that place.
struct USBPlace: Equatable {
  var bus: UInt8
  var address: UInt8
  var ports: [UInt8]

  /// Bus and ports as the kernel writes them, for example `1-2.3`; the address where the ports are not known.
  private var path: String {
    ports.isEmpty ? "\(bus)-a\(address)" : "\(bus)-" + ports.map { String($0) }.joined(separator: ".")
  }

  /// The device id of the product, for example `usb-0400-c35a-1-2.3`.
  func id(vendor: UInt16, product: UInt16) -> String { "usb-\(hex(vendor))-\(hex(product))-\(path)" }

  /// What the device calls itself, told by the kernel without opening it; one printable line of at most 64 characters.
  var productName: String? { attribute("product") }

  /// The serial number that it tells, in the same way.
  var serial: String? { attribute("serial") }

  private func attribute(_ name: String) -> String? {
    guard !ports.isEmpty, let content = try? Files.read("/sys/bus/usb/devices/\(path)/\(name)", limit: 1_024)
    else { return nil }
    let printable = String(decoding: content, as: UTF8.self).unicodeScalars.filter {
      !$0.properties.isWhitespace && $0.properties.generalCategory.isPrintable || $0 == " "
    }
    var name = String(String.UnicodeScalarView(printable.prefix(64)))[...]
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    return name.isEmpty ? nil : String(name)
  }

  private func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Unicode.GeneralCategory {
  /// Control, format and unassigned characters could disguise a name.
  fileprivate var isPrintable: Bool {
    switch self {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
