package import ReaderDrivers
package import ReaderKit

extension VirtualDevice {
  /// Every shape that the product knows, in each of its wirings.
  package enum Kind: String, CaseIterable, Sendable {
    case split, pair, chunks
    case chunksInterrupt = "chunks-interrupt"
    case plain, feature, counted, bare, serial, escape, apdu, pages

    static let escapeCode: UInt32 = 1

    /// How it is reached.
    package var link: LinkKind {
      switch self {
      case .split, .pair, .chunks, .chunksInterrupt: .usb
      case .plain, .feature, .counted, .bare: .hid
      case .serial: .serial
      case .escape, .apdu, .pages: .pcsc
      }
    }

    /// Who it says it is.
    var match: DeviceMatch {
      switch self {
      case .split, .pair: .usb(vendor: 0x0400, product: 0xC35A)
      case .chunks, .chunksInterrupt: .usb(vendor: 0x0316, product: 0x5020)
      case .plain, .feature: .usb(vendor: 0x2B8B, product: 0x2721)
      case .counted: .usb(vendor: 0x0483, product: 0x572B)
      // No reader is known to speak so by its ids; these are nobody's.
      case .bare: .usb(vendor: 0xFFFF, product: 0x0001)
      case .serial: .serial
      case .escape, .apdu, .pages: .pcsc
      }
    }

    /// Its interfaces on USB.
    package var interfaces: [USBInterface] {
      switch self {
      case .split: Self.interface(255, .bulk, 0x02, 0x06, 0x81, 0x85)
      case .pair, .chunks: Self.interface(255, .bulk, 0x02, 0x81)
      case .chunksInterrupt: Self.interface(255, .interrupt, 0x02, 0x81)
      case .plain, .counted, .bare: Self.interface(3, .interrupt, 0x02, 0x81)
      case .feature: Self.interface(3, .interrupt, 0x81)
      case .serial, .escape, .apdu, .pages: []
      }
    }

    /// The family that serves it: one of the product's, or one of a file that a window could have.
    package func family() throws(ReaderDataError) -> ReaderFamily {
      let own: String? =
        switch self {
        case .bare: "shape = reports\nreport.preamble = no\n[FFFF:0001]"
        case .escape: "shape = escape\nescape.code = \(Self.escapeCode)\n[pcsc]"
        case .apdu: "shape = apdu\napdu.header = FF 00 00 00\n[pcsc]"
        default: nil
        }
      guard let own else {
        let match = match
        guard let family = allFamilies.first(where: { $0.devices.contains(match) }) else {
          throw ReaderDataError(file: rawValue, line: 0, problem: "no family has such a reader")
        }
        return family
      }
      let text =
        "name = SAM, \(rawValue)\nfacts = §2.4 and §4.2\ntested = virtual\n\(own)\nname = virtual\ncertainty = -\n"
      return try ReaderFamily(try FamilyData(text, file: rawValue))
    }

    private static func interface(
      _ code: UInt8, _ type: USBEndpoint.Kind, _ addresses: UInt8...
    ) -> [USBInterface] {
      let points = addresses.map { USBEndpoint(address: $0, kind: type, packetSize: 64) }
      return [USBInterface(number: 0, classCode: code, endpoints: points)]
    }
  }
}
