public import KioskProtocol
public import ReaderKit

/// A device that was opened, by the kind of its link.
public enum OpenedDevice {
  case bytes(any ByteLink)
  case transfers(any TransferLink, [USBInterface])
  case card(any CardChannel)

  /// Opens one; blocks.
  ///
  /// With a tape the opening and everything after it is taken down.
  public init(_ opener: AttachedDevice.Opener, noting tape: Tape? = nil) throws(KioskFailure) {
    switch opener {
    case .bytes(let open):
      let link = try Self.opened(tape, open)
      self = .bytes(tape.map { NotedBytes(link, $0) } ?? link)
    case .transfers(let interfaces, let open):
      let device = try Self.opened(tape, open)
      self = .transfers(tape.map { NotedTransfers(device, $0) } ?? device, interfaces())
    case .card(let open):
      let channel = try Self.opened(tape, open)
      self = .card(tape.map { NotedCard(channel, $0) } ?? channel)
    }
  }

  /// A recorded device, which plays whatever link the family has.
  init(
    played device: some TransferLink & ByteLink & CardChannel, _ interfaces: [USBInterface],
    _ family: ReaderFamily
  ) {
    switch (family.maker, family.wiring) {
    case (.card, _): self = .card(device)
    case (_, nil): self = .bytes(device)
    default: self = interfaces.isEmpty ? .bytes(device) : .transfers(device, interfaces)
    }
  }

  private static func opened<Opened>(
    _ tape: Tape?, _ open: () throws(KioskFailure) -> Opened
  ) throws(KioskFailure) -> Opened {
    guard let tape else { return try open() }
    return try tape.note(.open, { _ in .done }, open)
  }
}

extension ReaderFamily {
  /// The family's driver over an opened device.
  public func driver(over device: OpenedDevice) throws(KioskFailure) -> any ReaderDriver {
    try driver(over: device, trouble: nil)
  }

  /// The same, with a link that does harm.
  func driver(over device: OpenedDevice, trouble: LinkTrouble?) throws(KioskFailure) -> any ReaderDriver {
    switch (device, maker) {
    case (.bytes(let link), .bytes(let make)): return make(trouble.map { TroubledBytes(link, $0) } ?? link)
    case (.transfers(let device, let interfaces), .bytes(let make)):
      guard let wiring else { throw KioskFailure(.readerUnsupported) }
      let link = try ShapedLink(device, interfaces, wiring)
      return make(trouble.map { TroubledBytes(link, $0) } ?? link)
    case (.card(let channel), .card(let make)):
      return make(trouble.map { TroubledCard(channel, $0) } ?? channel)
    default: throw KioskFailure(.readerUnsupported)
    }
  }

  /// The family's driver for a device that is opened now; blocks.
  public func driver(for opener: AttachedDevice.Opener, noting tape: Tape? = nil) throws(KioskFailure)
    -> any ReaderDriver
  {
    // What is never opened costs no permission to open it.
    if case .unsupported = maker { throw KioskFailure(.readerUnsupported) }
    return try driver(over: try OpenedDevice(opener, noting: tape))
  }
}
