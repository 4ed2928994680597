/// A family of readers that one driver serves.
public struct ReaderFamily: Sendable {
  /// Makes the driver for a device that was just opened.
  public enum Maker: Sendable {
    case bytes(@Sendable (any ByteLink) -> any ReaderDriver)
    case card(@Sendable (any CardChannel) -> any ReaderDriver)
    /// Nobody published how they are spoken to: they are recognised, and never opened.
    case unsupported
  }

  /// The shape for a USB device with these interfaces; `nil` when it looks like none of the family.
  public typealias Wiring = @Sendable ([USBInterface]) -> (any FrameShape)?

  /// For people and documents.
  public var name: String
  /// How its devices are reached.
  public var link: LinkKind
  /// Which devices belong to it.
  public var devices: [DeviceMatch]
  /// How frames run over a USB device of the family; `nil` for other links.
  public var wiring: Wiring?
  /// Whether the link tells by itself when cards come and go; the others are asked while somebody waits.
  public var reportsCards: Bool
  /// Makes the driver.
  public var maker: Maker
  /// What its file says of the family, line by line; empty for a family that was made otherwise.
  public var description: [String] = []

  /// A family as its file describes it.
  public init(
    name: String, link: LinkKind, devices: [DeviceMatch], wiring: Wiring? = nil, reportsCards: Bool = false,
    maker: Maker
  ) {
    self.reportsCards = reportsCards
    self.name = name
    self.link = link
    self.devices = devices
    self.wiring = wiring
    self.maker = maker
  }
}

extension Sequence<ReaderFamily> {
  /// The first family that a device belongs to.
  public func family(of device: AttachedDevice) -> ReaderFamily? {
    first { $0.devices.contains { $0.fits(device) } }
  }
}
