/// The code table of sexes, GB/T 2261.1 (docs/reader-protocol.md §5.7).
public enum SexCodes {
  /// Chinese names by code.
  public static let names = ["0": "未知", "1": "男", "2": "女", "9": "未说明"]
}
