/// The C interface of a maker's portrait decoder (docs/reader-protocol.md §7.6).
public enum PortraitInterface: String, CaseIterable, Sendable {
  /// `int unpack(char *block, char *rgb, int code)`: 38556 bytes of red, green and blue, rows bottom up.
  case unpack = "unpack"
  /// `int _Unpack(unsigned char *block, int count, unsigned char *bmp, int *length)`: a whole BMP.
  case underscoreUnpack = "_Unpack"
  /// `int WltToBmp(char *block, char *bmp)`: a whole BMP.
  case wltToBmp = "WltToBmp"

  /// The function's name unless the configuration gives another.
  public var usualSymbol: String { rawValue }
}
