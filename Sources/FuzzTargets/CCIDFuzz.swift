internal import Emulation

/// Whatever a host may send to the virtual CCID reader, in pieces and as whole messages, while its card comes and goes.
enum CCIDFuzz {
  static func run(_ input: [UInt8]) {
    var portions = Portions(input)
    let modules = VirtualCCID.Module.allCases
    var reader = VirtualCCID(modules[portions.number() % modules.count])
    // The lengths of the blocks, and a text and a photo that are nobody's.
    let card = PageCard(object: [1, 0, 4, 0] + [UInt8](repeating: 0x20, count: 1_280))
    while !portions.isEmpty {
      let word = portions.number()
      switch word {
      case 0xFF: _ = reader.lift()
      case 0xFE: _ = reader.lay(card)
      case 0xFD: _ = reader.lay(PageCard())
      case 0xFC: _ = reader.powerOn()
      case 0x80...0xFB:
        // A message whose length is right: chance alone seldom makes one.
        let kind = UInt8(portions.number() & 0xFF)
        let data = portions.bytes((word & 0x0F) << 8 | portions.number())
        let length = [UInt8(data.count & 0xFF), UInt8(data.count >> 8), 0, 0]
        _ = reader.receive([kind] + length + [0, UInt8(word), 0, 0, 0] + data)
      default: _ = reader.receive(portions.bytes((word & 0x1F) << 8 | portions.number()))
      }
    }
  }
}
