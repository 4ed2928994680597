import ReaderDrivers
import ReaderKit
import TestSupport
import Testing

/// Vendor and product of a USB device, in the four hexadecimal digits of sysfs.
struct USBPair: Hashable, CustomTestStringConvertible {
  var vendor: String
  var product: String

  var testDescription: String { vendor + ":" + product }

  /// The pairs in the rule file, which names each on a line of its own.
  static func inRules() throws -> Set<USBPair> {
    let line = #/^ATTR\{idVendor\}=="([^"]*)", ATTR\{idProduct\}=="([^"]*)", ENV\{IDKIOSK_READER\}="1"$/#
    return Set(
      try RepositoryFile("udev/70-idkiosk.rules").lines().compactMap { text in
        text.wholeMatch(of: line).map { USBPair(vendor: String($0.output.1), product: String($0.output.2)) }
      })
  }
}

extension USBPair {
  /// An adapter's.
  init?(_ adapter: FamilyData.Adapter) {
    guard case .usb(vendor: let vendor, product: let product) = adapter.match else { return nil }
    self.init(vendor: UdevRulePage.hex(vendor), product: UdevRulePage.hex(product))
  }
}
