/// A family of readers that one driver serves.
public struct ReaderFamily: Sendable {
  /// Makes the driver for a device that was just opened.
  public enum Maker: Sendable {
    case bytes(@Sendable (any ByteLink) -> any ReaderDriver)
    case card(@Sendable (any CardChannel) -> any ReaderDriver)
  }

  /// For people and documents.
  public var name: String
  /// Which devices belong to it.
  public var devices: [DeviceMatch]
  /// Makes the driver.
  public var maker: Maker

  /// One line in the list of families.
  public init(name: String, devices: [DeviceMatch], maker: Maker) {
    self.name = name
    self.devices = devices
    self.maker = maker
  }
}
