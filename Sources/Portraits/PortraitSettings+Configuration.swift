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
      code: configuration[.portraitCode].flatMap { Int32($0) } ?? 0,
      deadline: configuration.number(.portraitSeconds).map { .seconds($0) } ?? .seconds(3))
  }

  /// What is wrong with the keys `portrait.*`, each of which fits by itself: a library that is not there.
  ///
  /// Whether it loads, `idkiosk doctor` tries in the decoder's own sandbox. Blocks for the file system.
  package static func problems(in configuration: Configuration) -> [ConfigurationProblem] {
    guard let library = configuration[.portraitLibrary], !Files.exists(library) else { return [] }
    return [.noSuchFile(.portraitLibrary, in: configuration)]
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
