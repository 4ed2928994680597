/// One endpoint of a USB interface, as its descriptor tells it.
public struct USBEndpoint: Equatable, Sendable {
  /// How its transfers go.
  public enum Kind: Equatable, Sendable { case bulk, interrupt, other }

  /// Number, with bit 7 set for IN.
  public var address: UInt8
  /// How its transfers go.
  public var kind: Kind
  /// The largest packet, in bytes.
  public var packetSize: Int

  /// An endpoint of a descriptor.
  public init(address: UInt8, kind: Kind, packetSize: Int) {
    self.address = address
    self.kind = kind
    self.packetSize = packetSize
  }

  /// Whether bytes come in over it.
  public var isIn: Bool { address & 0x80 != 0 }
}

/// One interface of a USB device in its first setting.
public struct USBInterface: Equatable, Sendable {
  /// The number it is claimed by.
  public var number: UInt8
  /// Its class code; 3 is HID, 255 the vendor's own.
  public var classCode: UInt8
  /// Its endpoints, in the order of the descriptor.
  public var endpoints: [USBEndpoint]

  /// An interface of a descriptor.
  public init(number: UInt8, classCode: UInt8, endpoints: [USBEndpoint]) {
    self.number = number
    self.classCode = classCode
    self.endpoints = endpoints
  }
}

/// How a reader's frames run over bulk endpoints; the same ids exist in both ways (docs/reader-protocol.md §2.2).
public enum USBWiring: Equatable, Sendable {
  /// The seven bytes of a head over OUT 02 and IN 81, the rest of the frame over OUT 06 and IN 85.
  case split
  /// Whole frames over one OUT and one IN.
  case singlePair(out: UInt8, in: UInt8, packetSize: Int)

  /// The endpoints of the split wiring: head out, rest out, head in, rest in.
  public static let splitEndpoints: [UInt8] = [0x02, 0x06, 0x81, 0x85]

  /// The wiring that these endpoints are for, or `nil` when no known reader looks like that.
  public static func choose(endpoints: [USBEndpoint]) -> USBWiring? {
    let bulk = endpoints.filter { $0.kind == .bulk }
    if splitEndpoints.allSatisfy({ address in bulk.contains { $0.address == address } }) { return .split }
    let (ins, outs) = (bulk.filter(\.isIn), bulk.filter { !$0.isIn })
    guard ins.count == 1, outs.count == 1, let input = ins.first, let output = outs.first,
      input.packetSize > 0
    else { return nil }
    return .singlePair(out: output.address, in: input.address, packetSize: input.packetSize)
  }
}
