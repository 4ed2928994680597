public import ReaderKit
internal import SAMProtocol

/// A conversation with a reader on file: what the reader is, and every call with what went over the link.
///
/// The form is in docs/recordings.md. Its head is a file of readers, so that the real driver can be made of it.
public struct Recording: Sendable {
  /// The first line of every recording.
  public static let signature = "idkiosk recording 1"

  /// The lines of a file of readers with the one reader.
  public var description: [String]
  /// What the device looks like on USB; empty on other links.
  public var interfaces: [USBInterface] = []
  /// In how many ways the device may be listening.
  public var settings = 1
  /// What was called, in order.
  public var calls: [RecordedCall] = []

  /// A recording of `device` without a call.
  ///
  /// `nil` for a family that no file describes. The device's own name and serial number stay out of it.
  public init?(of family: ReaderFamily, _ device: AttachedDevice) {
    guard !family.description.isEmpty, let match = family.devices.first(where: { $0.fits(device) }) else {
      return nil
    }
    description = family.description + [FamilyData.heading(match), "name = \(family.name)", "certainty = -"]
    if case .transfers(let interfaces, _) = device.opener { self.interfaces = interfaces() }
    if device.link == .serial { settings = SAMCommand.SerialSpeed.allCases.count }
  }

  init(description: [String]) { self.description = description }

  /// The family as the head describes it.
  public func family() throws(ReaderDataError) -> ReaderFamily {
    try ReaderFamily(try FamilyData(description.joined(separator: "\n"), file: "recording"))
  }
}
