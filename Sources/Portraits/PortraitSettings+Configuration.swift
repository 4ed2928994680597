public import CommandLineKit

extension PortraitSettings {
  /// What the configuration says about the decoder; `nil` where it names no library.
  public init?(_ configuration: Configuration) {
    guard let library = configuration[.portraitLibrary] else { return nil }
    self.init(
      library: library,
      interface: configuration[.portraitInterface].flatMap(PortraitInterface.init(rawValue:)) ?? .unpack,
      symbol: configuration[.portraitSymbol],
      code: configuration[.portraitCode].flatMap { Int32($0) } ?? 0)
  }
}
