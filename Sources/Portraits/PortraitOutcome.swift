public import KioskProtocol
public import PersonalData

/// A portrait that a decoder drew.
public struct DecodedPortrait: Equatable, Sendable {
  /// The picture as a PNG file.
  public var png: Personal<[UInt8]>
  /// Pixels in a row.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A picture with its size.
  public init(png: Personal<[UInt8]>, width: Int, height: Int) {
    self.png = png
    self.width = width
    self.height = height
  }
}

/// What became of a portrait block.
public enum PortraitOutcome: Equatable, Sendable {
  /// It is a picture now.
  case decoded(DecodedPortrait)
  /// The card gave no block.
  case absent
  /// No decoder library is configured.
  case noDecoder
  /// The decoder or its process did not give a picture.
  case failed(FailureReason)

  /// Why there is no picture; `nil` when there is one.
  public var reason: FailureReason? {
    switch self {
    case .decoded: nil
    case .absent: .portraitBlockAbsent
    case .noDecoder: .portraitNoDecoder
    case .failed(let reason): reason
    }
  }
}
