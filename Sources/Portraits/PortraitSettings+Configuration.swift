public import CommandLineKit
internal import LinuxPlatform

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

extension PortraitClient {
  /// The client of a daemon: the portrait service where there is one, else the helper beside the daemon's program.
  public init(_ settings: ProgramSettings, _ configuration: Configuration) {
    self.init(
      helper: (ProgramFolder.path() ?? "/usr/libexec/idkiosk") + "/idkiosk-portrait",
      socket: settings.portraitSocket, settings: PortraitSettings(configuration))
  }
}
