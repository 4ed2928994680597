/// Why pixels did not become a PNG, or a PNG no pixels.
public enum PNGError: Error, Equatable, Sendable {
  /// The number of bytes does not belong to that width and height, or one of them is out of range.
  case wrongSize
  /// More pixels than the caller takes.
  case tooLarge
  /// libpng does not understand the file.
  case damaged
}
