import ReaderKit
import Testing

@Suite("The wiring of a USB reader")
struct USBWiringTests {
  static func bulk(_ addresses: UInt8...) -> [USBEndpoint] {
    addresses.map { USBEndpoint(address: $0, kind: .bulk, packetSize: 64) }
  }

  @Test("is split with the four endpoints of the older readers, in any order and beside others")
  func split() {
    #expect(USBWiring.choose(endpoints: Self.bulk(0x85, 0x06, 0x81, 0x02)) == .split)
    #expect(USBWiring.choose(endpoints: Self.bulk(0x02, 0x06, 0x81, 0x85, 0x87)) == .split)
  }

  @Test("is one pair with one bulk endpoint each way, whatever their numbers")
  func pair() {
    let interrupt = USBEndpoint(address: 0x83, kind: .interrupt, packetSize: 8)
    #expect(
      USBWiring.choose(endpoints: Self.bulk(0x02, 0x81) + [interrupt])
        == .singlePair(out: 0x02, in: 0x81, packetSize: 64))
    #expect(
      USBWiring.choose(endpoints: Self.bulk(0x8A, 0x05)) == .singlePair(out: 0x05, in: 0x8A, packetSize: 64))
  }

  @Test(
    "is unknown for anything else",
    arguments: [
      [], bulk(0x02), bulk(0x81), bulk(0x02, 0x06, 0x81), bulk(0x02, 0x81, 0x85),
      bulk(0x01, 0x02, 0x81, 0x85),
      [
        USBEndpoint(address: 0x02, kind: .interrupt, packetSize: 64),
        .init(address: 0x81, kind: .interrupt, packetSize: 64),
      ],
      [
        USBEndpoint(address: 0x02, kind: .bulk, packetSize: 64),
        .init(address: 0x81, kind: .bulk, packetSize: 0),
      ],
    ])
  func unknown(endpoints: [USBEndpoint]) { #expect(USBWiring.choose(endpoints: endpoints) == nil) }
}
