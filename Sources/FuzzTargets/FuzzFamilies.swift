internal import ReaderDrivers
internal import ReaderKit

/// A family for every shape, with interfaces of a device that it takes.
enum FuzzFamilies {
  struct Entry: Sendable {
    var family: ReaderFamily
    var interfaces: [USBInterface] = []
  }

  static let all: [Entry] = [
    entry("shape = frames", [point(0x02), point(0x06), point(0x81), point(0x85)]),
    entry("shape = frames", [point(0x02), point(0x81)]),
    entry("shape = chunks", [point(0x02), point(0x81)]),
    entry("shape = reports", [point(0x02, .interrupt), point(0x81, .interrupt)], 3),
    entry(
      "shape = reports\nreport.length = yes\nreport.continue = FF",
      [point(0x02, .interrupt), point(0x81, .interrupt)], 3),
    entry("shape = reports\nreport.preamble = no", [point(0x02, .interrupt), point(0x81, .interrupt)], 3),
    entry("shape = reports", [point(0x81, .interrupt)], 3),
    entry("shape = serial", heading: "serial"),
    entry("shape = escape\nescape.code = 1", heading: "pcsc"),
    entry("shape = apdu\napdu.header = FF 00 00 00", heading: "pcsc"),
    entry("shape = pages", heading: "pcsc"),
  ].compactMap { $0 }

  private static func entry(
    _ settings: String, _ points: [USBEndpoint] = [], _ code: UInt8 = 0xFF, heading: String = "0400:C35A"
  ) -> Entry? {
    // The module is asked for all it can tell.
    let asks = heading == "pcsc" && settings.hasSuffix("pages") ? "" : "sam.managementNumber = yes\n"
    let text = "name = n\nfacts = f\ntested = t\n\(settings)\n\(asks)[\(heading)]\nname = r\ncertainty = -\n"
    guard let data = try? FamilyData(text, file: "fuzz"), let family = try? ReaderFamily(data) else {
      return nil
    }
    let interfaces = points.isEmpty ? [] : [USBInterface(number: 0, classCode: code, endpoints: points)]
    return Entry(family: family, interfaces: interfaces)
  }

  private static func point(_ address: UInt8, _ kind: USBEndpoint.Kind = .bulk) -> USBEndpoint {
    USBEndpoint(address: address, kind: kind, packetSize: 64)
  }
}
