internal import ReaderDrivers
internal import ReaderKit
internal import SAMProtocol

enum DescriptorFuzz {
  static func run(_ input: [UInt8]) {
    var portions = Portions(input)
    var interfaces: [USBInterface] = []
    while !portions.isEmpty {
      let head = portions.bytes(3)
      guard head.count == 3 else { break }
      let points = (0..<Int(head[2] % 32)).map { _ -> USBEndpoint in
        let (address, kind, low, high) = (
          portions.number(), portions.number(), portions.number(), portions.number()
        )
        let kinds: [USBEndpoint.Kind] = [.bulk, .interrupt, .other]
        return USBEndpoint(
          address: UInt8(truncatingIfNeeded: address), kind: kinds[kind % 3],
          packetSize: (high << 8 | low) & 0x7FF)
      }
      interfaces.append(USBInterface(number: head[0], classCode: head[1], endpoints: points))
    }
    for family in allFamilies + FuzzFamilies.all.map(\.family) {
      guard let shape = family.wiring?(interfaces) else { continue }
      _ = shape.next.size
      _ = shape.transfers(for: SAMCommand.readTextAndPhoto.frame)
    }
  }
}
