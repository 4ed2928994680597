public import KioskProtocol

/// How a device is reached.
public enum LinkKind: String, Codable, CaseIterable, Sendable { case usb, hid, serial, pcsc }

/// What a device says about itself before it is opened; drivers are found by it.
public enum DeviceMatch: Hashable, Sendable {
  case usb(vendor: UInt16, product: UInt16)
  /// A serial port that the configuration names; what is at it, only asking tells.
  case serial
  /// Any PC/SC reader: what it can do is asked of the card, not told by the name.
  case pcsc
  /// A PC/SC reader whose name begins like this.
  case pcscNamed(String)

  /// Whether a device is meant.
  public func fits(_ device: AttachedDevice) -> Bool {
    switch self {
    case .usb, .serial, .pcsc: self == device.match
    case .pcscNamed(let start): device.match == .pcsc && device.name.hasPrefix(start)
    }
  }
}

/// A device that is there and can be opened.
public struct AttachedDevice: Sendable {
  /// Opens the device; called on the reader's own thread, blocks.
  public enum Opener: Sendable {
    case bytes(@Sendable () throws(KioskFailure) -> any ByteLink)
    /// A USB device with the interfaces it has; the family's wiring makes a link of it.
    case transfers(@Sendable () -> [USBInterface], @Sendable () throws(KioskFailure) -> any TransferLink)
    case card(@Sendable () throws(KioskFailure) -> any CardChannel)
  }

  /// Stable over replugging at the same place, for example `usb-0400-c35a-1-2` (bus, ports).
  public var id: String
  /// For people.
  public var name: String
  /// How it is reached.
  public var link: LinkKind
  /// Who it says it is.
  public var match: DeviceMatch
  /// The serial number that it tells by itself, where it does.
  public var serial: String?
  /// Opens it.
  public var opener: Opener
  /// The device node that must be open to the user, where there is one, for example `/dev/bus/usb/001/004`.
  public var node: String?

  /// To be called when it answered like a device that is gone: its source makes sure, and returns at once.
  public var whenLost: @Sendable () -> Void = {}

  /// A device as a source describes it.
  public init(
    id: String, name: String, link: LinkKind, match: DeviceMatch, opener: Opener, node: String? = nil
  ) {
    self.id = id
    self.name = name
    self.link = link
    self.match = match
    self.opener = opener
    self.node = node
  }
}
